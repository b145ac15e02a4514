"""`asdocumented config`: what is in force, and where each value comes from."""

from pathlib import Path

from tests.command_line import run


def test_every_setting_stands_with_its_source(tmp_path: Path) -> None:
    """Of the file, or the default."""
    (tmp_path / "asdocumented.toml").write_text(
        "max_age_days = 30\n"
        "production = ['api.example.com']\n"
        "[gate]\n"
        "new_only = true\n"
        "leave_out = ['example', 'har:*']\n"
        "severity = { integer-as-decimal = 'note' }\n"
        "[targets.demo]\n"
        "base_url = 'https://demo.example'\n",
        encoding="utf-8",
    )
    (tmp_path / "waivers.toml").write_text(
        "[[waiver]]\nfingerprint = '00000000000000aa'\nreason = 'known'\n", encoding="utf-8"
    )
    result = run("config", folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "configuration: asdocumented.toml\n"
        "gate.fail_on                      error  (default)\n"
        "gate.fail_on_origin               none  (default)\n"
        "gate.fail_on_check                none  (default)\n"
        "gate.fail_on_operation            none  (default)\n"
        "gate.severity.integer-as-decimal  note  (asdocumented.toml)\n"
        "gate.new_only                     true  (asdocumented.toml)\n"
        "gate.min_rows_observed            no limit  (default)\n"
        "gate.min_interactions             no limit  (default)\n"
        "gate.must_show                    none  (default)\n"
        "gate.max_recording_age_days       30  (asdocumented.toml)\n"
        "gate.max_page_age_days            no limit  (default)\n"
        "gate.max_waivers                  no limit  (default)\n"
        "gate.max_waiver_age_days          no limit  (default)\n"
        "gate.leave_out                    example, har:*  (asdocumented.toml)\n"
        "gate.waivers                      waivers.toml: 1 in it  (default)\n"
        "production                        api.example.com  (asdocumented.toml)\n"
        "targets                           demo  (asdocumented.toml)\n"
    )


def test_a_configuration_at_fault_is_refused(tmp_path: Path) -> None:
    """Exit 2, with a suggestion."""
    (tmp_path / "asdocumented.toml").write_text("[gate]\nfail_no = 'note'\n", encoding="utf-8")
    result = run("config", folder=tmp_path)
    assert result.returncode == 2
    assert "gate.fail_no: no such key\n  did you mean fail_on? there are: " in result.stderr
