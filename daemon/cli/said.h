#pragma once
#include <functional>
#include <set>
#include <string>

namespace CLI {
class App;
}
namespace holdfast::cli {
/// `--json` for every command that has no document of its own: what it says becomes `{"said": ["…", …]}`, a line each.
/// Commands whose output is JSON already take the flag and change nothing; what a shell or man reads has none.
class Said {
 public:
  /// Once all commands have been added; `app` outlives this.
  explicit Said(CLI::App& app);
  /// Runs the command that was chosen; to be called after parsing.
  int run(const std::function<int()>& chosen) const;

 private:
  void offer(CLI::App& app, const std::string& path);
  CLI::App& app_;
  std::set<const CLI::App*> plain_;
  bool json_ = false;
};
}  // namespace holdfast::cli
