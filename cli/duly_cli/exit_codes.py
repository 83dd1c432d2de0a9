"""What the exit codes mean. Scripts rely on them."""

from enum import IntEnum

INTERRUPTED = 130
"""What shells expect of a command that was interrupted; nothing was found out."""


class ExitCode(IntEnum):
    """Exit codes; where several hold, `first` picks the one that is reported."""

    CLEAN = 0
    """Nothing at or above the threshold."""
    FAILING = 1
    """A breach or conflict, or a gap (also provisional) at or above `--fail-on`; for `pack test`, a failing
    scenario; for `pack diff`, a version or changelog that says too little; for `pack reviews`, a rule that has not come
    as far as is required; for `pack fmt --check` or `--diff`, a file that would change; for `pack lint`, a finding; for
    `pack coverage --fail-untouched`, an untouched provision; for `lsp`, a connection that broke off."""
    USAGE = 2
    """Wrong arguments."""
    INVALID = 3
    """The manifest or a pack is invalid; whatever could be assessed was."""
    UNDETERMINED = 4
    """Something is undetermined; only with `--strict`."""
    TAMPERED = 10
    """A signed pack was tampered with (`pack verify`), or the record (`audit verify`)."""
    CANNOT_DECIDE = 11
    """Whether a pack or the record is whole cannot be decided: no signature of a key that is trusted."""
    VERIFIED_WITH_WARNINGS = 12
    """A pack or the record is whole, with warnings: for instance, no key was given to trust."""
    BUG = 70
    """A fault of duly itself."""

    @staticmethod
    def first(*codes: "ExitCode") -> "ExitCode":
        """The code that wins: our own fault, then invalid input, then failing, then undetermined."""
        order = (ExitCode.BUG, ExitCode.INVALID, ExitCode.FAILING, ExitCode.UNDETERMINED)
        return next((code for code in order if code in codes), ExitCode.CLEAN)
