"""Addresses of machines (IPv4, IPv6 as in RFC 4291), hosts of internal domains, and pages of the house's own tools."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

import re2

from exporters.detectors.finding import Kind, Match
from exporters.policy import Policy

QUAD = r"(?:0[xX][0-9a-fA-F]{1,2}|\d{1,4})"
IPV4 = re2.compile(rf"\b{QUAD}\.{QUAD}\.{QUAD}\.{QUAD}(?:/\d{{1,2}})?\b")
IPV6 = re2.compile(r"(?i)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){1,7}(?::(?:\d{1,3}\.){3}\d{1,3})?(?:/\d{1,3})?")
NUMBER_HOST = re2.compile(r"(?i)\bhttps?://((?:0x[0-9a-f]{6,8}|\d{8,10}))(?:[:/?#\s]|$)")
HOST = re2.compile(
    r"(?i)\b(?:[a-z][a-z0-9+.\-]*://)?[a-z0-9](?:[a-z0-9_\-]*\.)+[a-z][a-z0-9\-]*(?::\d{2,5})?(?:/[^\s<>\"')]*)?"
)
ONE_LABEL = re2.compile(r"(?i)\b[a-z][a-z0-9+\-]*://[a-z0-9][a-z0-9_\-]*(?::\d{1,5})?(?:[/?#][^\s<>\"')]*)?")
VERSION_BEFORE = re2.compile(r"(?i)(?:version|release|section|chapter|v)\s*$")
ENOUGH_BEFORE = 12
LARGEST_QUAD = 255

INTERNAL_ENDINGS = (
    ".internal",
    ".local",
    ".localdomain",
    ".lan",
    ".corp",
    ".intranet",
    ".home.arpa",
    ".localhost",
)
# Where teams page, chat, meet, chart and track: their pages open for colleagues, and their addresses tell names.
TOOLS = (
    "slack.com pagerduty.com opsgenie.com incident.io rootly.com firehydrant.io atlassian.net zoom.us meet.google.com "
    "teams.microsoft.com docs.google.com drive.google.com sharepoint.com notion.so notion.site linear.app zendesk.com "
    "service-now.com grafana.net datadoghq.com datadoghq.eu newrelic.com honeycomb.io sentry.io splunkcloud.com"
).split()


def find(text: str, policy: Policy) -> Iterator[Match]:
    """Yield the addresses and internal hosts in a text."""
    for match in IPV4.finditer(text):
        before = text[max(match.start() - ENOUGH_BEFORE, 0) : match.start()]
        if _is_quads(match.group()) and not VERSION_BEFORE.search(before):
            yield Match(Kind.IP, *match.span())
    for match in IPV6.finditer(text):
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        is_word_part = any(sign.isalnum() or sign == "_" for sign in around)
        if not is_word_part and _is_network(match.group()) and any(sign.isdigit() for sign in match.group()):
            yield Match(Kind.IP, *match.span())
    for match in NUMBER_HOST.finditer(text):
        yield Match(Kind.IP, match.start(), match.end(1))
    for match in HOST.finditer(text):
        if is_internal_host(_host(match.group()), policy) or _is_tool_page(match.group()):
            yield _address(match.group(), match.start())
    for match in ONE_LABEL.finditer(text):
        if not _goes_on(text, match.end()):
            yield _address(match.group(), match.start())


def is_internal_host(host: str, policy: Policy) -> bool:
    """Tell whether a host belongs to the house: by its ending, or by the workspace's list of domains."""
    host = host.lower().rstrip(".")
    if host.endswith(INTERNAL_ENDINGS):
        return True
    return any(host == domain or host.endswith("." + domain) for domain in policy.internal_domains)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a host goes on behind its first label, or was user information all along."""
    return text[end : end + 1] in {".", "@", ":", "[", "%"} and not text[end + 1 : end + 2].isspace()


def _address(found: str, start: int) -> Match:
    """Return a finding without the full stop or comma that ends the sentence around it."""
    return Match(Kind.HOST, start, start + len(found.rstrip(".,;:!?")))


def _is_tool_page(found: str) -> bool:
    """Tell whether an address leads to a page that a tool shows to colleagues; its status page is for everybody."""
    host = _host(found).lower()
    page = found.partition("://")[2].partition("/")[2]
    is_tool = any(host == tool or host.endswith("." + tool) for tool in TOOLS)
    return is_tool and bool(page) and not host.startswith(("status.", "www."))


def _host(found: str) -> str:
    return (found.partition("://")[2] or found).partition("/")[0].partition(":")[0]


def _is_quads(found: str) -> bool:
    """Tell whether four numbers, also written in hex or with zeros in front, are an address."""
    quads = found.partition("/")[0].split(".")
    return all(int(quad, 16 if quad[1:2] in {"x", "X"} else 10) <= LARGEST_QUAD for quad in quads)


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
