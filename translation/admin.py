from django.contrib import admin

from translation.machine.admin import MachineUseAdmin
from translation.models import MachineUse

admin.site.register(MachineUse, MachineUseAdmin)
