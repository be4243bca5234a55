"""What the detectors find, what they leave alone, and how much of a labelled set they hide as a whole.

Tokens are put together while the tests run, so that scanners of repositories find none here.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters import Policy
from exporters.detectors import Kind, detect

SHARED = Path(__file__).parents[3].parent / "shared" / "redaction"
POLICY = Policy(
    people=("Ada Lovelace", "Will Mark", "Jun'ichi Sato", "Zoë Brandt"),
    internal_domains=("corp.example", "int.example"),
)


def found(text: str) -> list[tuple[Kind, str]]:
    return [(match.kind, text[match.start : match.end]) for match in detect(text, POLICY)]


def hidden(text: str) -> list[str]:
    return [words for _kind, words in found(text)]


def token(prefix: str, length: int = 36) -> str:
    """A look-alike: a documented prefix, then letters and digits."""
    return prefix + "".join("aB3dE6gH9jK2"[place * 7 % 12] for place in range(length))


@pytest.mark.parametrize(
    "secret",
    [
        token("ghp_"),
        token("github" + "_pat_", 60),
        token("glpat-", 20),
        token("xox" + "b-", 24),
        token("sk_" + "live_", 24),
        token("npm_"),
        "AKIA" + "Q3EGRIDX7PLMWT4Z",
        "AIza" + token("", 35),
        f"eyJ{token('', 20)}.eyJ{token('', 20)}.{token('', 20)}",
        f"{'-' * 5}BEGIN RSA PRIVATE KEY{'-' * 5}\nMII\nabc\n{'-' * 5}END RSA PRIVATE KEY{'-' * 5}",
        "postgres://ledger:h0tP0tat0@db-7:5432/ledger",
        "Bearer " + token("", 24),
        token("", 64),
    ],
)
def test_a_secret_is_hidden_as_a_whole_in_any_sentence(secret: str) -> None:
    assert hidden(f"It was {secret} until noon") == [secret]
    assert found(f"({secret})")[0][0] is Kind.SECRET


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("password=hunter2!x", "hunter2!x"),
        ('{"api_key": "a1b2c3d4e5"}', "a1b2c3d4e5"),
        ("the token was 7f3a9c21", "7f3a9c21"),
        ("we rotated the fastly token zf1bxntq186kyo3i8 because", "zf1bxntq186kyo3i8"),
        ("curl -u ops:9fjK2!xQ https://example.com", "ops:9fjK2!xQ"),
    ],
)
def test_a_value_beside_its_word_is_hidden(text: str, secret: str) -> None:
    assert hidden(text) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "The password was rotated. The token is expired.",
        "Secret: nobody knew the password policy.",
        "The key insight was that caches lie",
        "commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904 reverted it",
        "see https://github.com/example/project/blob/main/docs/architecture-overview-of-everything.md",
        "We moved from version 10.2.3.4 to v10.2.3.5, see section 4.3.2.1",
        "at 10:21:05 the ratio was 3:2, and ::before matched",
        "Look at example.com and www.slack.com, or https://status.slack.com/incidents/1",
        "https://example.com:8443/a and ftp://mirror.example.org, or file://",
        "Mark it done. Will it hold? I will.",
        "checkout-api, payments-worker and std::vector failed",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.7", "10.0.0.0/8", "2001:db8::7", "fe80::1", "::ffff:192.168.1.0/96", "010.042.007.019",
        "0x0A.0x2A.0x07.0x13", "10[.]0[.]0[.]7", "10 . 0 . 0 . 7", "１０.０.０.７", "10.0\u200b.0.7", "10%2E0%2E0%2E7",
        "10&#46;0&#46;0&#46;7",
    ],
)  # fmt: skip
def test_an_address_of_a_machine_is_found_however_it_is_written(address: str) -> None:
    assert found(f"Traffic from {address} stopped") == [(Kind.IP, address)]


@pytest.mark.parametrize(
    "host",
    [
        "db-7.corp.example", "DB-7.CORP.EXAMPLE", "corp.example", "https://wiki.corp.example/x?y=1", "cache.local",
        "db-7[.]corp[.]example", "db-7 dot corp dot example", "db\u00ad-7.corp.example", "db‐7.ｃorp.example",
        "db-7.соrp.example", "db-7.co**rp**.example", "https://example.slack.com/archives/C1/p2", "hxxps://wiki[.]int[.]example/a",
    ],
)  # fmt: skip
def test_a_host_of_the_house_is_found_however_it_is_written(host: str) -> None:
    assert found(f"We restarted {host} twice") == [(Kind.HOST, host)]


@pytest.mark.parametrize("address", ["http://db-7/status", "redis://cache:6379", "https://wiki"])
def test_an_address_without_a_dot_is_one_of_the_house(address: str) -> None:
    assert found(f"See {address} and {address}.\nOr not") == [(Kind.HOST, address), (Kind.HOST, address)]


@pytest.mark.parametrize("domain", ["Corp.Example", ".corp.example", "*.corp.example."])
def test_domains_of_the_house_may_be_written_in_any_way(domain: str) -> None:
    assert [match.kind for match in detect("on db-7.corp.example", Policy(internal_domains=(domain,)))] == [Kind.HOST]


def test_a_domain_that_only_ends_alike_is_another() -> None:
    assert found("We restarted db-7.notcorp.example") == []


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.com",
        "a.l+x@mail.example.co.uk",
        "ada (at) example (dot) com",
        "ada at example dot com",
        "a\u200bda@example.com",
    ],
)
def test_an_address_of_a_person_is_found_however_it_is_written(address: str) -> None:
    assert found(f"Write to {address} today") == [(Kind.MAIL, address)]


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace", "ada lovelace", "Lovelace, Ada", "A. Lovelace", "alovelace", "ada.lovelace", "Ada", "Lovelace",
        "Jun'ichi Sato", "Zoë", "Zoe Brandt", "Zoe\u0308", "Аda Lovelace", "Ada\u200b Lovelace",
    ],
)  # fmt: skip
def test_a_person_is_found_however_the_name_is_written(name: str) -> None:
    assert found(f"The page went to {name} at noon") == [(Kind.PERSON, name)]


def test_one_letter_that_grows_in_lower_case_hides_nobody() -> None:
    assert hidden("İstanbul: Ada saw it") == ["Ada"]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(st.sampled_from("aA0.:@/-%&#;[]() \n\u200bёİ１"), max_size=60))
def test_findings_are_in_order_inside_the_text_and_apart(text: str) -> None:
    end = 0
    for match in detect(text, POLICY):
        assert end <= match.start < match.end <= len(text)
        end = match.end


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled set lies beside the repository, and is not there")
def test_the_labelled_set_is_covered_as_far_as_it_was() -> None:
    known = json.loads((SHARED / "dictionary.json").read_text())
    policy = Policy(tuple(known["people"]), tuple(known["internal_domains"]))
    wanted, covered = Counter[str](), Counter[str]()
    with gzip.open(SHARED / "dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            places = {place for match in detect(row["text"], policy) for place in range(match.start, match.end)}
            for start, end, kind in row["spans"]:
                wanted[kind] += 1
                covered[kind] += all(place in places or row["text"][place].isspace() for place in range(start, end))
    shares = {kind: covered[kind] / wanted[kind] for kind in ("SECRET", "EMAIL", "IP")}
    assert shares["SECRET"] >= 0.75
    assert shares["EMAIL"] >= 0.9
    assert shares["IP"] >= 0.9
