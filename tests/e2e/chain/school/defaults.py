"""What the application knows, which two revisions ask it for."""
DEFAULT_ROLES = ["padawan", "maître", "gardien", "archiviste"]


def points_for(user_id):
    return user_id * 10
