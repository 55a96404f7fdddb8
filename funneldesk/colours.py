"""The one table of colours (LOOK): Qt's palette, the style sheet and matplotlib take theirs from here."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of one theme as "#RRGGBB"."""

    ground: str
    surface: str
    line: str
    text: str
    secondary: str
    accent: str
    accent_ground: str
    on_accent: str
    bar: str
    pale_bar: str
    band: str
    green: str
    green_ground: str
    amber: str
    amber_ground: str
    red: str
    red_ground: str


LIGHT = Colours(
    ground="#F5F6F8", surface="#FFFFFF", line="#E2E5EA", text="#1A2230", secondary="#5C6674",
    accent="#2557C7", accent_ground="#E9EFFC", on_accent="#FFFFFF", bar="#3D6FD1", pale_bar="#A9C0EC",
    band="#DDE6F5", green="#1A7A5A", green_ground="#E3F2EC", amber="#A45700", amber_ground="#FBF0DF",
    red="#B3261E", red_ground="#FBE9E7",
)  # fmt: skip
DARK = Colours(
    ground="#12161C", surface="#1B2129", line="#2B333E", text="#E6EAEF", secondary="#9BA6B3",
    accent="#86A9FF", accent_ground="#22304D", on_accent="#0E1628", bar="#6E98F2", pale_bar="#35507F",
    band="#263651", green="#5CC49C", green_ground="#17332A", amber="#E7A552", amber_ground="#3A2A17",
    red="#F08A82", red_ground="#3F2022",
)  # fmt: skip
#: Greys for black-and-white print; everything stays readable because no mark depends on colour alone.
PRINT = Colours(
    **{f.name: "#FFFFFF" for f in fields(Colours)}
    | {
        "line": "#BBBBBB", "text": "#000000", "secondary": "#444444", "accent": "#222222", "bar": "#555555",
        "pale_bar": "#BBBBBB", "band": "#DDDDDD", "green": "#000000", "amber": "#000000", "red": "#000000",
    }
)  # fmt: skip
#: Okabe and Ito's palette, safe for colour-blind readers; six categories at most, then "others".
CATEGORIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
