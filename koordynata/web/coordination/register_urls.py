"""Addresses of the register of resolutions, of tasks, and of the template for minutes."""

from django.urls import path

from . import minutes_template, public_register, register, register_earlier, register_office, tasks

app_name = "resolutions"
urlpatterns = [
    path("", register.resolutions, name="resolutions"),
    path("publiczne/", public_register.resolutions, name="public"),
    path("publiczne/<int:pk>/", public_register.resolution, name="public_resolution"),
    path("publiczne/<int:pk>/plik/", register_earlier.public_file, name="public_file"),
    path("wczesniejsza/", register_earlier.earlier, name="earlier"),
    path("zadania/", tasks.tasks, name="tasks"),
    path("zadania/<int:task>/zmien/", tasks.change, name="change_task"),
    path("zadania/<int:task>/wykonane/", tasks.finish, name="finish_task"),
    path("zadania/<int:task>/odwolaj/", tasks.cancel, name="cancel_task"),
    path("wzory/<int:body>/", minutes_template.template, name="template"),
    path("wzory/<int:body>/plik/", minutes_template.file, name="template_file"),
    path("wzory/<int:body>/przywroc/", minutes_template.shipped, name="shipped_template"),
    path("<int:pk>/", register.resolution, name="resolution"),
    path("<int:pk>/plik/", register_earlier.file, name="file"),
    path("<int:pk>/pdf/", register.document, name="document"),
    path("<int:pk>/adresat/", register_office.act, {"verb": "address"}, name="address"),
    path("<int:pk>/odpowiedz/", register_office.act, {"verb": "answer"}, name="answer"),
    path("<int:pk>/skutek/", register_office.act, {"verb": "outcome"}, name="outcome"),
    path("<int:pk>/ogloszenie/", register_office.publish, name="publish"),
    path("<int:pk>/zadania/", tasks.of_resolution, name="set_task"),
]
