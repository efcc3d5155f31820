#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/backend.h"

namespace CLI {
class App;
}

namespace holdfast::cli {
// The fiscal unit: what is chosen, how it stands, and what a person decides when it failed (/v1/fiscal). They throw
// Stop.

int fiscal_status(const Where& where, bool json);
/// What is empty stays as it is, where the profile stays.
struct FiscalChoice {
  std::string profile;     ///< `none`, `rksv`
  std::string on_failure;  ///< `ask`, `postpone`
  std::string cash_box;
  std::vector<std::string> rates;  ///< `VAT20=normal`: of a tax's code
  std::string serial, key_file;    ///< of a new signing unit
};
int choose_fiscal(const Where& where, const FiscalChoice& choice, bool json);
/// An empty reason: the unit works again.
int put_fiscal_unit(const Where& where, const std::string& out_reason, bool json);
int list_fiscal_receipts(const Where& where, const std::string& state, bool json);
struct FiscalDecision {
  std::int64_t receipt = 0;
  std::string choice, reason;
};
int decide_fiscal_receipt(const Where& where, const FiscalDecision& decision, bool json);
int close_cash_box(const Where& where, int register_number, bool json);
/// Follows the chains; 1 when one is broken.
int check_fiscal(const Where& where, bool json);
/// A cash box's receipts as the regulation's export; to standard output without a file.
int export_signed_receipts(const Where& where, int register_number, const std::string& file, bool json);

void add_fiscal_commands(CLI::App& app, const std::function<void(std::function<int()>)>& choose);
}  // namespace holdfast::cli
