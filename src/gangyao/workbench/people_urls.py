"""Addresses of 人员与单位."""

from __future__ import annotations

from django.urls import path

from gangyao.workbench import agencies, people, roster, slips

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="person-add"),
    path("people/import/", roster.upload, name="people-import"),
    path("people/import/confirm/", roster.confirm, name="people-import-confirm"),
    path("people/template.xlsx", roster.template, name="people-template"),
    path("people/slips.xlsx", slips.slips_xlsx, name="slips-xlsx"),
    path("people/one-time-passwords/", slips.reissue, name="people-passwords"),
    path("people/unlock/", people.free_addresses, name="addresses-unlock"),
    path("people/<uuid:key>/", people.person, name="person"),
    path("people/<uuid:key>/memberships/", people.membership_add, name="membership-add"),
    path("people/<uuid:key>/memberships/<int:membership_id>/", people.membership_change, name="membership-change"),
    path("people/<uuid:key>/one-time-password/", people.one_time_password, name="person-password"),
    path("people/<uuid:key>/active/", people.active, name="person-active"),
    path("people/<uuid:key>/unlock/", people.free, name="person-unlock"),
    path("people/<uuid:key>/erase/", people.erase, name="person-erase"),
    path("agencies/add/", agencies.add, name="agency-add"),
    path("agencies/<slug:agency_id>/", agencies.change, name="agency"),
]
