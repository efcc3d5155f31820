#include "cli/said.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <sstream>

#include "base/json_writer.h"

namespace holdfast::cli {
namespace {
const std::set<std::string> json_already{" layout show", " gdpr export"};
const std::set<std::string> for_programs{" completion bash", " completion zsh", " completion fish", " manual"};

/// Takes what is written to standard output while it lives.
class Caught {
 public:
  Caught() : before_{std::cout.rdbuf(text_.rdbuf())} {}
  ~Caught() { std::cout.rdbuf(before_); }
  Caught(const Caught&) = delete;
  Caught& operator=(const Caught&) = delete;
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::streambuf* before_;
};

std::string as_document(const std::string& text) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("said").begin_array();
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) json.value(line);
  json.end_array().end_object();
  return out + "\n";
}
}  // namespace

Said::Said(CLI::App& app) : app_{app} { offer(app, ""); }

void Said::offer(CLI::App& app, const std::string& path) {
  const auto below = app.get_subcommands({});
  for (CLI::App* each : below) offer(*each, path + " " + each->get_name());
  if (!below.empty() || for_programs.count(path) > 0 || app.get_option_no_throw("--json") != nullptr) return;
  app.add_flag("--json", json_, "answer in JSON");
  if (json_already.count(path) == 0) plain_.insert(&app);
}

int Said::run(const std::function<int()>& chosen) const {
  const CLI::App* leaf = &app_;
  while (!leaf->get_subcommands().empty()) leaf = leaf->get_subcommands().front();
  if (!json_ || plain_.count(leaf) == 0) return chosen();
  std::string text;
  int code = 0;
  {
    const Caught caught;
    code = chosen();
    text = caught.text();
  }
  std::cout << as_document(text);
  return code;
}
}  // namespace holdfast::cli
