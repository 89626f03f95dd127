"""Addresses of the officials' site."""

from __future__ import annotations

from django.urls import include, path

from gangyao.workbench import (
    archiving,
    commitments,
    corrections,
    coverage,
    desk,
    directories,
    downloads,
    duties,
    opening,
    readings,
    review,
    review_adding,
    search,
    systems,
    views,
    work,
)

app_name = "workbench"

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("open/", opening.open_file, name="open"),
    path("open/<uuid:key>/", opening.known_file, name="known-file"),
    path("jobs/<uuid:key>/", work.job, name="job"),
    path("jobs/<uuid:key>/progress/", work.progress, name="job-progress"),
    path("jobs/<uuid:key>/answer/", work.answer, name="job-answer"),
    path("archive/", archiving.archive_list, name="archive"),
    path("archive/<str:plan_id>/export.zip", archiving.export_file, name="export"),
    path("archive/<str:plan_id>/restore/", archiving.restore, name="restore"),
    path("search/", search.search, name="search"),
    path("", include("gangyao.workbench.people_urls")),
    path("plans/", desk.plan_list, name="plans"),
    path("plans/<str:plan_id>/", views.overview, name="overview"),
    path("plans/<str:plan_id>/text/", views.text, name="text"),
    path("plans/<str:plan_id>/targets/", views.targets, name="targets"),
    path("plans/<str:plan_id>/review/", review.review, name="review"),
    path("plans/<str:plan_id>/review/decide/", review.decide, name="review-decide"),
    path("plans/<str:plan_id>/review/add/", review_adding.add, name="review-add"),
    path("plans/<str:plan_id>/corrections/", corrections.corrections, name="corrections"),
    path("plans/<str:plan_id>/corrections.yaml", corrections.corrections_yaml, name="corrections-yaml"),
    path("plans/<str:plan_id>/readings/", readings.reading_list, name="readings"),
    path("plans/<str:plan_id>/readings/<int:number>/", readings.reading, name="reading"),
    path("plans/<str:plan_id>/read-again/", opening.read_again, name="read-again"),
    path("plans/<str:plan_id>/archive/", archiving.archive, name="archive-plan"),
    path("plans/<str:plan_id>/coverage/", coverage.coverage, name="coverage"),
    path("plans/<str:plan_id>/targets.csv", downloads.targets_csv, name="targets-csv"),
    path("plans/<str:plan_id>/targets.xlsx", downloads.targets_xlsx, name="targets-xlsx"),
    path("plans/<str:plan_id>/targets.json", downloads.targets_json, name="targets-json"),
    path("plans/<str:plan_id>/indicators.xlsx", downloads.indicators_xlsx, name="indicators-xlsx"),
    path("plans/<str:plan_id>/bundle.zip", downloads.bundle_zip, name="bundle-zip"),
    path("plans/<str:plan_id>/commitments/", commitments.commitments, name="commitments"),
    path("plans/<str:plan_id>/departments/<str:agency>/", commitments.department, name="department"),
    path("plans/<str:plan_id>/projects/", directories.projects, name="projects"),
    path("plans/<str:plan_id>/terms/", directories.terms, name="terms"),
    path("plans/<str:plan_id>/entities/", directories.entities, name="entities"),
    path("plans/<str:plan_id>/duties/", duties.duties, name="duties"),
    path("plans/<str:plan_id>/systems/", systems.systems, name="systems"),
    path("plans/<str:plan_id>/records/<str:record_id>/", views.record, name="record"),
]
