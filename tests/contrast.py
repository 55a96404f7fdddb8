"""How two colours differ: for everybody (WCAG), and for readers who see fewer colours.

The matrices of colour vision deficiency are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model
for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), table 1, severity 1.0, for linear RGB; distances are
CIE 1976 differences in L*a*b* (D65).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Red, green and blue from 0 to 255; of many colours, one a row.
Rgb = Sequence[int] | NDArray[Any]
DEFICIENCIES = {
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def rgb(colour: str) -> tuple[int, int, int]:
    """Return "#RRGGBB" as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: Rgb, other: Rgb) -> Any:
    """Return the contrast ratio of WCAG 2, from 1 to 21."""
    a, b = _luminance(one), _luminance(other)
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def distance(one: Rgb, other: Rgb, deficiency: str = "") -> float:
    """Return how far two colours are apart for somebody with a deficiency ("" for none)."""
    return float(np.linalg.norm(_lab(one, deficiency) - _lab(other, deficiency)))


def _linear(colour: Rgb) -> NDArray[np.float64]:
    share = np.asarray(colour, dtype=float) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _luminance(colour: Rgb) -> NDArray[np.float64]:
    return _linear(colour) @ _XYZ[1]


def _lab(colour: Rgb, deficiency: str) -> NDArray[np.float64]:
    linear = _linear(colour)
    if deficiency:
        linear = np.clip(DEFICIENCIES[deficiency] @ linear, 0, 1)
    share = _XYZ @ linear / _WHITE
    x, y, z = np.where(share > (6 / 29) ** 3, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
