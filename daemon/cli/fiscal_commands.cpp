#include <CLI/CLI.hpp>
#include <memory>

#include "cli/fiscal.h"

namespace holdfast::cli {
namespace {
struct Options {
  Where where;
  FiscalChoice choice;
  FiscalDecision decision;
  std::string reason, state, file;
  int register_number = 0;
  bool json = false;
};
using Shared = std::shared_ptr<Options>;

void add_common(CLI::App& app, const Shared& o) {
  app.add_option("--data", o->where.data, "data folder of a store on this machine");
  app.add_option("--url", o->where.url, "address of a running daemon");
  app.add_option("--token", o->where.token, "token of a session there");
  app.add_flag("--json", o->json, "answer in JSON");
}
void add_register(CLI::App& app, const Shared& o) {
  app.add_option("register", o->register_number, "the register's number")->required();
}
}  // namespace

void add_fiscal_commands(CLI::App& app, const std::function<void(std::function<int()>)>& choose) {
  const auto o = std::make_shared<Options>();
  CLI::App* fiscal = app.add_subcommand("fiscal", "the fiscal unit that receipts are told to");
  fiscal->require_subcommand(1);
  const auto command = [&](const std::string& name, const std::string& what, std::function<int()> run) -> CLI::App& {
    CLI::App* added = fiscal->add_subcommand(name, what);
    added->callback([choose, run = std::move(run)] { choose(run); });
    add_common(*added, o);
    return *added;
  };
  command("status", "what is chosen, the unit, and each register's cash box",
          [o] { return fiscal_status(o->where, o->json); });
  CLI::App& chosen =
      command("choose", "a profile, and what happens when the unit fails; what is not said stays as it is",
              [o] { return choose_fiscal(o->where, o->choice, o->json); });
  chosen.add_option("profile", o->choice.profile, "none, or rksv (Austria)")
      ->required()
      ->check(CLI::IsMember({"none", "rksv"}));
  chosen
      .add_option("--on-failure", o->choice.on_failure,
                  "ask: a person decides, and the register waits; postpone: sold as out of order, told later")
      ->check(CLI::IsMember({"ask", "postpone"}));
  chosen.add_option("--cash-box", o->choice.cash_box, "what cash boxes are called, before the register's number");
  chosen
      .add_option("--rate", o->choice.rates,
                  "TAX=RATE, where a tax's percentage does not say it: normal, reduced1, reduced2, zero, special; may "
                  "be given again")
      ->allow_extra_args(false);
  CLI::Option* serial =
      chosen.add_option("--unit-serial", o->choice.serial, "a new signing unit: its certificate's number, hexadecimal");
  CLI::Option* key = chosen.add_option("--unit-key-file", o->choice.key_file,
                                       "its P-256 key, PEM without a password; its certificates behind it");
  serial->needs(key);
  key->needs(serial);
  CLI::App& out = command("unit-out", "the unit is out of order: receipts say so until it works again",
                          [o] { return put_fiscal_unit(o->where, o->reason, o->json); });
  out.add_option("reason", o->reason, "why; it stands in the audit trail")->required();
  command("unit-works", "the unit works again: what was postponed is told, in order",
          [o] { return put_fiscal_unit(o->where, {}, o->json); });
  CLI::App& receipts = command("receipts", "what the unit was asked about, newest first",
                               [o] { return list_fiscal_receipts(o->where, o->state, o->json); });
  receipts.add_option("--state", o->state, "undecided, registered, postponed, skipped or marked")
      ->check(CLI::IsMember({"undecided", "registered", "postponed", "skipped", "marked"}));
  CLI::App& decide = command("decide", "what becomes of a receipt whose unit failed; ends with 1 when it still waits",
                             [o] { return decide_fiscal_receipt(o->where, o->decision, o->json); });
  decide.add_option("receipt", o->decision.receipt, "its id, as `receipts` shows it")->required();
  decide
      .add_option("choice", o->decision.choice,
                  "retry; postpone: told later; skip: never told; markRegistered: told by other means")
      ->required()
      ->check(CLI::IsMember({"retry", "postpone", "skip", "markRegistered"}));
  decide.add_option("--reason", o->decision.reason, "needed for all but retry");
  add_register(command("close-box", "a register's closing receipt: it is out of service for good",
                       [o] { return close_cash_box(o->where, o->register_number, o->json); }),
               o);
  command("check", "follow every chain of signed receipts", [o] { return check_fiscal(o->where, o->json); });
  CLI::App& exported = command("export", "a cash box's receipts as the regulation wants them (DEP7)",
                               [o] { return export_signed_receipts(o->where, o->register_number, o->file, o->json); });
  add_register(exported, o);
  exported.add_option("--out", o->file, "new file; without it standard output");
}
}  // namespace holdfast::cli
