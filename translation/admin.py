from django.contrib import admin

from translation.glossary.admin import TermAdmin
from translation.machine.admin import MachineUseAdmin
from translation.memory.admin import MemoryEntryAdmin
from translation.models import MachineUse, MemoryEntry, Term

admin.site.register(MachineUse, MachineUseAdmin)
admin.site.register(Term, TermAdmin)
admin.site.register(MemoryEntry, MemoryEntryAdmin)
