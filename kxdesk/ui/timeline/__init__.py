"""履歴の年表: who changed what, when, why and out of which file; and how it stood on a day."""
