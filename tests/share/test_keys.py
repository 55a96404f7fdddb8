"""Keys in the system's own store of secrets, and quietly none where there is none."""

from typing import Any

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest

from funneldesk.share import keys
from funneldesk.share.keys import forget_key, remember_key, remembered_key
from funneldesk.share.sealing import Key

KEY = Key(bytes(range(32)))


class Secrets:
    """A store of secrets in memory; `trouble` is raised by everything."""

    priority = 5

    def __init__(self, trouble: Exception | None = None) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble = trouble

    def _begin(self) -> None:
        if self.trouble:
            raise self.trouble

    def set_password(self, service: str, name: str, text: str) -> None:
        self._begin()
        self.kept[service, name] = text

    def get_password(self, service: str, name: str) -> str | None:
        self._begin()
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        self._begin()
        del self.kept[service, name]


def _use(monkeypatch: pytest.MonkeyPatch, backend: Any) -> None:
    monkeypatch.setattr(keys, "_backend", lambda: backend)


def test_a_key_is_kept_for_its_share_until_another_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, Secrets())
    assert remember_key("a" * 16, KEY)
    assert remembered_key("a" * 16) == KEY
    assert remembered_key("b" * 16) is None
    assert remember_key("a" * 16, Key(bytes(32)))
    assert remembered_key("a" * 16) == Key(bytes(32))


def test_a_key_is_forgotten_and_those_of_other_shares_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Secrets()
    _use(monkeypatch, backend)
    for share in ("a" * 16, "b" * 16):
        remember_key(share, KEY)
    assert forget_key("a" * 16)
    assert forget_key("a" * 16), "none was kept"
    assert (remembered_key("a" * 16), remembered_key("b" * 16)) == (None, KEY)
    backend.trouble = RuntimeError("locked")
    assert not forget_key("b" * 16)


def test_where_a_store_refuses_to_forget_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Secrets()
    _use(monkeypatch, backend)
    remember_key("a" * 16, KEY)
    monkeypatch.setattr(backend, "delete_password", lambda *_names: None)
    assert not forget_key("a" * 16)


@pytest.mark.parametrize("backend", [None, Secrets(RuntimeError("locked"))])
def test_where_nothing_keeps_secrets_none_is_kept(monkeypatch: pytest.MonkeyPatch, backend: Any) -> None:
    _use(monkeypatch, backend)
    assert not remember_key("a" * 16, KEY)
    assert remembered_key("a" * 16) is None


@pytest.mark.parametrize("text", ["", "zz", "00" * 31, "ünï"])
def test_what_is_no_key_is_none(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    backend = Secrets()
    _use(monkeypatch, backend)
    remember_key("a" * 16, KEY)
    backend.kept = dict.fromkeys(backend.kept, text)
    assert remembered_key("a" * 16) is None


class _OfTheSystem(Secrets):
    """As a store of the system looks to keyring."""

    __module__ = "keyring.backends.SecretService"


class _NotHere(_OfTheSystem):
    """One of the system's that cannot be used on this computer."""

    priority = 0


class _PlainText(Secrets):
    """As the stores of keyrings.alt look, which write into a file anybody reads."""

    __module__ = "keyrings.alt.file"


class _Chain(Secrets):
    """What keyring gives where it found several: the first that takes the secret keeps it."""

    __module__ = "keyring.backends.chainer"

    def __init__(self, *backends: Secrets) -> None:
        super().__init__()
        self.backends = backends

    def set_password(self, service: str, name: str, text: str) -> None:
        self.backends[0].set_password(service, name, text)

    def get_password(self, service: str, name: str) -> str | None:
        return self.backends[0].get_password(service, name)


def _plain_text_only() -> _Chain:
    return _Chain(_PlainText(), _PlainText())


@pytest.mark.parametrize(
    "make",
    [keyring.backends.fail.Keyring, keyring.backends.null.Keyring, _NotHere, _PlainText, _plain_text_only],
)
def test_what_only_pretends_to_keep_secrets_gets_none(monkeypatch: pytest.MonkeyPatch, make: Any) -> None:
    backend = make()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    assert not remember_key("a" * 16, KEY)
    assert remembered_key("a" * 16) is None
    for one in getattr(backend, "backends", [backend]):
        assert not getattr(one, "kept", {})


def test_the_systems_own_store_is_used_alone_or_among_others(monkeypatch: pytest.MonkeyPatch) -> None:
    system, plain = _OfTheSystem(), _PlainText()
    for found in (system, _Chain(plain, system)):
        monkeypatch.setattr(keyring, "get_keyring", lambda found=found: found)
        assert remember_key("a" * 16, KEY)
        assert remembered_key("a" * 16) == KEY
        assert system.kept
        system.kept.clear()
    assert not plain.kept
