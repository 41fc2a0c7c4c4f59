"""Clinic: what a handout says about the place that hands it out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """The `[clinic]` table of `leaflet.toml`."""

    name: str = ""
    """As it is printed; empty for none."""
    address: str = ""
    """In one line, as it is printed."""
    phone: str = ""
    """As it is printed; never split, never reversed."""
    web: str = ""
    """The address of the clinic's pages, starting with `https://`."""
    logo: str = ""
    """Path of a picture, relative to the workspace; SVG, PNG or JPEG."""
    territory: str = ""
    """ISO 3166, as "GB"; decides the emergency number and the default paper."""
    interpreter: str = ""
    """The phone number of the interpreters; the sentence round it is furniture."""
    urgent: str = ""
    """Whom to call for urgent advice; empty takes the territory's."""
    qr: str = ""
    """Address pattern with `{article}` and `{language}`; empty for no QR code."""


PLACEHOLDERS: dict[str, str] = {
    "emergency": "the number for an ambulance, from the territory",
    "urgent": "whom to call for urgent advice, from the clinic, else from the territory",
    "poison": "the poison line, from the territory",
    "clinic.name": "the name of the clinic",
    "clinic.address": "the address of the clinic",
    "clinic.phone": "the phone number of the clinic",
    "clinic.web": "the web address of the clinic",
    "clinic.interpreter": "the phone number of the interpreters",
}
"""What an author may write in braces, and what it stands for."""
