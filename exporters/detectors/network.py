"""Addresses of machines: IPv4 and IPv6 (RFC 4291), and hosts of internal domains."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

import re2

from exporters.detectors.finding import Kind, Match
from exporters.policy import Policy

IPV4 = re2.compile(r"\b\d{1,3}(?:\.|\[\.\])\d{1,3}(?:\.|\[\.\])\d{1,3}(?:\.|\[\.\])\d{1,3}(?:/\d{1,2})?\b")
IPV6 = re2.compile(r"(?i)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:/\d{1,3})?")
HOST = re2.compile(
    r"(?i)\b(?:[a-z][a-z0-9+.\-]*://)?[a-z0-9](?:[a-z0-9_\-]*\.)+[a-z][a-z0-9\-]*(?::\d{2,5})?(?:/[^\s<>\"')]*)?"
)
VERSION_BEFORE = re2.compile(r"(?i)(?:version|release|v)\s*$")

INTERNAL_ENDINGS = (
    ".internal",
    ".local",
    ".localdomain",
    ".lan",
    ".corp",
    ".intranet",
    ".home.arpa",
    ".cluster.local",
    ".localhost",
)


def find(text: str, policy: Policy) -> Iterator[Match]:
    """Yield the addresses and internal hosts in a text."""
    for match in IPV4.finditer(text):
        if _is_network(match.group().replace("[.]", ".")) and not VERSION_BEFORE.search(text[: match.start()][-12:]):
            yield Match(Kind.IP, *match.span())
    for match in IPV6.finditer(text):
        if _is_network(match.group()) and any(sign.isalnum() for sign in match.group()):
            yield Match(Kind.IP, *match.span())
    for match in HOST.finditer(text):
        if is_internal_host(_host(match.group()), policy):
            yield Match(Kind.HOST, *match.span())


def is_internal_host(host: str, policy: Policy) -> bool:
    """Tell whether a host belongs to the house: by its ending, or by the workspace's list of domains."""
    host = host.lower().rstrip(".")
    if host.endswith(INTERNAL_ENDINGS):
        return True
    return any(host == domain or host.endswith("." + domain) for domain in policy.internal_domains)


def _host(found: str) -> str:
    return found.partition("://")[2].partition("/")[0].partition(":")[0] or found.partition("/")[0].partition(":")[0]


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
