"""Contracts: folders of data read into frozen values, or refused."""
