from django.contrib import admin

from translation.glossary.admin import TermAdmin
from translation.machine.admin import MachineUseAdmin
from translation.models import MachineUse, Term

admin.site.register(MachineUse, MachineUseAdmin)
admin.site.register(Term, TermAdmin)
