"""Invented tokens of each form that tells a credential."""

FOUND = {
    "json-web-token": ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijklmnop"],
    "private-key": [
        "-----BEGIN RSA PRIVATE KEY-----\nMIIB",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3Bl",
    ],
    "age-key": ["AGE-SECRET-KEY-1" + "Q" * 58],
    "aws-key": ["AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"],
    "github-token": [*(f"gh{kind}_" + "a1B2" * 9 for kind in "opsur"), "github_pat_" + "a1B2" * 6],
    "gitlab-token": ["glpat-" + "a1B2" * 5],
    "google-key": ["AIza" + "a1B2c" * 7, "ya29." + "a1B2" * 6, "GOCSPX-" + "a1B2" * 7],
    "slack-token": [
        "xoxb-" + "a1B2" * 5,
        "xapp-1-" + "a1B2" * 5,
        "hooks.slack.com/services/T0/B0/" + "a1B2" * 6,
    ],
    "stripe-key": ["rk_live_" + "a1B2" * 5, "sk_live_" + "a1B2" * 5, "whsec_" + "a1B2" * 8],
    "azure-key": ["AccountKey=" + "a1" * 43 + "=="],
    "digitalocean-token": ["dop_v1_" + "a1" * 32],
    "npm-token": ["npm_" + "a1B2" * 9],
    "pypi-token": ["pypi-AgE" + "a1" * 30],
    "sendgrid-key": ["SG." + "a1" * 11 + "." + "a" * 43],
    "twilio-key": ["SK" + "a1" * 16],
    "openai-key": ["sk-ant-" + "a1B2" * 6, "sk-" + "a1" * 10 + "T3BlbkFJ" + "a1" * 10],
    "hugging-face-token": ["hf_" + "aB" * 17],
    "shopify-token": ["shpat_" + "a1" * 16],
    "telegram-token": ["123456789:AA" + "a1b" * 11],
    "vault-token": ["hvs." + "a1B2" * 6],
}
