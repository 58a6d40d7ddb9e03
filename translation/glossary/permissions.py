"""Who may change the glossary: whoever works with words all day, translators and editors; the history
tells who. Deleting and deciding on proposals are an editor's."""

from accounts.models import User


def may_write(user: User) -> bool:
    return user.has_perm("translation.change_term")


def may_delete(user: User) -> bool:
    return user.has_perm("translation.delete_term")


def may_import(user: User) -> bool:
    """A file may change thousands of terms at once."""
    return user.has_perm("translation.delete_term")


def may_decide(user: User) -> bool:
    """Whether what is proposed becomes a rendering."""
    return user.is_editor
