#pragma once
#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "money/quantity.h"
#include "money/rational.h"

/// Reading the reference cases of prices (format pricing-cases/1) and keeping the score. The files live outside the
/// project; without them a run says so and passes.
namespace holdfast::reference {
namespace json = boost::json;

inline std::optional<std::filesystem::path> shared_folder() {
  if (const char* named = std::getenv("HOLDFAST_SHARED")) return std::filesystem::path{named};
#ifdef HOLDFAST_SOURCE_DIR
  const std::filesystem::path beside = std::filesystem::path{HOLDFAST_SOURCE_DIR} / ".." / "shared";
  if (std::filesystem::exists(beside)) return beside;
#endif
  return std::nullopt;
}

/// A file of cases, whatever it is called: more of them may lie beside those we know.
struct CaseFile {
  std::string name;
  std::vector<json::object> cases;
};
inline std::vector<CaseFile> read_case_files() {
  const auto folder = shared_folder();
  std::vector<CaseFile> files;
  if (!folder || !std::filesystem::is_directory(*folder / "cases")) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{*folder / "cases"}) {
    if (entry.path().extension() != ".json") continue;
    std::stringstream text;
    text << std::ifstream{entry.path()}.rdbuf();
    const json::value document = json::parse(text.str());
    CaseFile& file = files.emplace_back(CaseFile{entry.path().stem().string(), {}});
    for (const json::value& item : document.as_object().at("cases").as_array()) file.cases.push_back(item.as_object());
  }
  std::sort(files.begin(), files.end(), [](const CaseFile& a, const CaseFile& b) { return a.name < b.name; });
  return files;
}
inline const std::vector<CaseFile>& case_files() {
  static const std::vector<CaseFile> files = read_case_files();
  return files;
}

inline std::string text_of(const json::value& value) {
  return value.is_string() ? std::string{value.as_string()} : json::serialize(value);
}
inline std::string text_of(const json::object& object, std::string_view name, std::string_view otherwise) {
  const json::value* found = object.if_contains(name);
  return found ? text_of(*found) : std::string{otherwise};
}
inline bool flag(const json::object& object, std::string_view name, bool otherwise = false) {
  const json::value* found = object.if_contains(name);
  return found ? found->as_bool() : otherwise;
}

/// `12.30`, `-0.05`, `1/3`: exact, whatever the number of decimals.
inline Rational number(std::string_view text) {
  const auto slash = text.find('/');
  if (slash != std::string_view::npos) return number(text.substr(0, slash)) / number(text.substr(slash + 1));
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  Int128 digits = 0;
  Int128 scale = 1;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.') {
      fraction = true;
      continue;
    }
    digits = digits * 10 + (c - '0');
    if (fraction) scale *= 10;
  }
  return {negative ? -digits : digits, scale};
}
/// The same with the decimals beyond the twelfth left out.
inline Rational number_coarse(std::string_view text) {
  const auto point = text.find('.');
  return number(point == std::string_view::npos ? text : text.substr(0, point + 13));
}
inline int decimals_of(std::string_view text) {
  const auto point = text.find('.');
  return point == std::string_view::npos ? 0 : static_cast<int>(text.size() - point - 1);
}
inline Rational power_of_ten(int exponent) {
  std::int64_t scale = 1;
  for (int i = 0; i < exponent; ++i) scale *= 10;
  return Rational{scale};
}

/// Thrown by a decoder for a case that asks for what the engine does not offer; the text names it.
struct NotOffered {
  std::string what;
};

inline std::int64_t whole(const Rational& value, const char* what) {
  if (value.denominator() != 1) throw NotOffered{what};
  return value.rounded();
}
/// The unit a case counts in: the currency's minor unit, or the larger step of its ledger. The engine counts whole
/// units and does not ask what they are worth.
struct Ledger {
  Currency currency;
  Rational per_major;  ///< units in a major unit
  int decimals;        ///< of an amount as it is written
};
inline Ledger ledger_of(const json::object& input) {
  const json::object& currency = input.at("currency").as_object();
  const std::string code = text_of(currency.at("code")).substr(0, 3);
  const int decimals = static_cast<int>(currency.at("minor_units").as_int64());
  const json::value* step = currency.if_contains("step");
  return {{code, decimals}, step ? Rational{1} / number(text_of(*step)) : power_of_ten(decimals), decimals};
}
inline Rational units_of(std::string_view text, const Ledger& ledger) { return number(text) * ledger.per_major; }
inline std::int64_t minor_of(std::string_view text, const Ledger& ledger, const char* what) {
  return whole(units_of(text, ledger), what);
}
inline Currency currency_of(const json::object& input) { return ledger_of(input).currency; }

/// The value a case states for a policy: the engine offers them all, so also those that change nothing are followed.
inline std::optional<std::string> policy(const json::object& item, std::string_view name) {
  const json::value* value = item.at("policy").as_object().if_contains(name);
  if (!value) return std::nullopt;
  return text_of(*value);
}
/// Throws NotOffered for the first member that nobody here reads: what a case asks for is answered or named.
inline void only(const json::object& object, std::string_view what, std::initializer_list<std::string_view> known) {
  for (const auto& member : object) {
    const std::string_view name{member.key().data(), member.key().size()};
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw NotOffered{"member " + std::string{what} + "." + std::string{name}};
  }
}
/// A word's meaning; NotOffered names the word.
template <class Value>
Value meaning_of(std::string_view what, const std::string& word,
                 std::initializer_list<std::pair<std::string_view, Value>> offered) {
  for (const auto& [known, meaning] : offered)
    if (known == word) return meaning;
  throw NotOffered{std::string{what} + " " + word};
}
/// Throws NotOffered unless the case is content with one of these values.
inline void need(const json::object& item, std::string_view name, std::initializer_list<std::string_view> offered) {
  const auto value = policy(item, name);
  if (value && std::find(offered.begin(), offered.end(), *value) == offered.end())
    throw NotOffered{"policy " + std::string{name} + " " + *value};
}

inline Rounding rounding_of(const json::object& item) {
  const std::string word = policy(item, "rounding").value_or("half_up");
  if (!parse_rounding(word)) throw NotOffered{"policy rounding " + word};
  return *parse_rounding(word);
}

/// Cases passed per system they come from; the table is printed when the program ends.
class Sources {
 public:
  Sources() = default;
  ~Sources() { print(); }
  Sources(const Sources&) = delete;
  Sources& operator=(const Sources&) = delete;
  struct Row {
    int passed = 0;
    int of = 0;
  };
  static Sources& all() {
    static Sources sources;
    return sources;
  }
  void count(const json::object& item, bool passed) {
    const json::value* source = item.if_contains("source");
    if (source == nullptr || !source->is_object()) return;  // of the vectors, which are not taken from shops' systems
    const std::string repository = text_of(source->as_object(), "repo", "unknown");
    Row& row = rows_[repository.substr(0, repository.find('/'))];
    row.passed += passed ? 1 : 0;
    ++row.of;
  }

 private:
  void print() const {
    for (const auto& [source, row] : rows_)
      std::cout << "reference source " << source << ": " << row.passed << " of " << row.of << '\n';
  }
  std::map<std::string, Row> rows_;
};

class Score {
 public:
  explicit Score(std::string name) : name_{std::move(name)} {}
  ~Score() {
    std::cout << "reference " << name_ << ": " << passed_ << " passed, " << failed_ << " failed\n";
    for (const auto& [why, ids] : skipped_) {
      std::cout << "reference " << name_ << ": " << ids.size() << " skipped (" << why << "):";
      for (const std::string& id : ids) std::cout << ' ' << id;
      std::cout << '\n';
    }
  }
  Score(const Score&) = delete;
  Score& operator=(const Score&) = delete;
  int failed() const { return failed_; }

  /// Runs one case: `run` returns what is wrong, or nothing.
  template <class Run>
  void take(const json::object& item, Run run) {
    bool passed = false;
    const std::string id = text_of(item, "id", "unnamed");
    try {
      const std::string wrong = run();
      passed = wrong.empty();
      ++(passed ? passed_ : failed_);
      if (!passed) std::cout << "  " << id << ": " << wrong << '\n';
    } catch (const NotOffered& gap) {
      skipped_[gap.what].push_back(id);
    } catch (const std::exception& broken) {  // a figure of another shape, a word nobody knows
      ++failed_;
      std::cout << "  " << id << ": " << broken.what() << '\n';
    }
    if (item.contains("source")) Sources::all().count(item, passed);
  }

 private:
  std::string name_;
  int passed_ = 0;
  int failed_ = 0;
  std::map<std::string, std::vector<std::string>> skipped_;
};

/// Runs every case of one kind, in whichever file it is. Returns how many failed.
template <class Run>
int run_cases(std::string_view kind, Run run) {
  int failed = 0;
  bool any = false;
  for (const CaseFile& file : case_files()) {
    const auto is_ours = [&](const json::object& item) { return text_of(item, "kind", "") == kind; };
    if (std::none_of(file.cases.begin(), file.cases.end(), is_ours)) continue;
    any = true;
    Score score{file.name};
    for (const json::object& item : file.cases)
      if (is_ours(item)) score.take(item, [&] { return run(item); });
    failed += score.failed();
  }
  if (!any) std::cout << "reference " << kind << ": no cases here, skipped\n";
  return failed;
}
}  // namespace holdfast::reference
