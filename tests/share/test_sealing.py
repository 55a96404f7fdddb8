"""Sealed files: they open with their passphrase and under their name only."""

import hashlib

import pytest

from funneldesk.errors import UserError
from funneldesk.share.sealing import is_sealed, key_from, seal, unseal

SALT = b"s" * 16
KEY = key_from("がっちり 合言葉", SALT)


def test_what_is_sealed_opens_and_shows_nothing() -> None:
    sealed = seal(b"data of people", KEY, "name")
    assert is_sealed(sealed)
    assert b"people" not in sealed
    assert unseal(sealed, KEY, "name") == b"data of people"
    assert seal(b"data of people", KEY, "name") != sealed


def test_a_passphrase_is_the_same_however_its_letters_were_typed() -> None:
    assert key_from(" ｶﾞっちり　合言葉", SALT) == key_from("ガっちり 合言葉", SALT)
    assert key_from("がっちり 合言葉", b"t" * 16) != KEY


def test_a_guess_costs_32_mib_and_the_key_is_that_of_any_scrypt() -> None:
    words = "がっちり 合言葉".encode()
    assert hashlib.scrypt(words, salt=SALT, n=2**15, r=8, p=1, maxmem=2**26, dklen=32) == KEY


def test_every_changed_byte_another_key_and_another_name_are_refused() -> None:
    sealed = seal(b"data", KEY, "name")
    wrong = [
        (sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], KEY, "name") for at in range(len(sealed))
    ]
    wrong += [(sealed[:at], KEY, "name") for at in range(len(sealed))]
    wrong += [(sealed, KEY, "other"), (sealed, key_from("x", SALT), "name"), (b"data", KEY, "name")]
    for data, key, name in wrong:
        with pytest.raises(UserError) as error:
            unseal(data, key, name)
        assert error.value.code == "wrong_passphrase"
