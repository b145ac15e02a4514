"""Evidence judged by contracts: findings counted into drifts."""
