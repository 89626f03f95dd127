"""The root of all addresses."""

from __future__ import annotations

from django.urls import include, path

from gangyao.workbench.account import SignIn, SignOut, account, enter, password

handler404 = "gangyao.workbench.views.not_found"

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
    path("password/", password, name="password"),
    path("account/", account, name="account"),
    path("enter/<str:token>/", enter, name="enter"),
    path("", include("gangyao.workbench.urls")),
]
