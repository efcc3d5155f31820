#include <CLI/CLI.hpp>
#include <memory>

#include "cli/update.h"

namespace holdfast::cli {
namespace {
struct Options {
  Where where;
  UpdatePolicyWish policy;
  std::string folder, sha256, root, releases = "/var/lib/holdfast/releases";
  bool json = false;
};
void add_where(CLI::App& app, Options& options) {
  CLI::Option* data = app.add_option("--data", options.where.data, "the data folder of a daemon on this machine");
  CLI::Option* url = app.add_option("--url", options.where.url, "a daemon's address, with --token")->excludes(data);
  app.add_option("--token", options.where.token, "of a session")->needs(url);
}
}  // namespace

void add_update_commands(CLI::App& app, const std::function<void(std::function<int()>)>& choose) {
  const auto o = std::make_shared<Options>();
  CLI::App* update = app.add_subcommand("update", "releases on this appliance: what runs, what follows, and when");
  update->require_subcommand(1);
  const auto command = [&](const std::string& name, const std::string& what, std::function<int()> run) -> CLI::App& {
    CLI::App* added = update->add_subcommand(name, what);
    added->callback([choose, run = std::move(run)] { choose(run); });
    return *added;
  };
  CLI::App& status =
      command("status", "what runs and what is on its way", [o] { return update_status(o->where, o->json); });
  CLI::App& history =
      command("history", "what became of releases here", [o] { return update_history(o->where, o->json); });
  for (CLI::App* each : {&status, &history}) {
    add_where(*each, *o);
    each->add_flag("--json", o->json, "answer in JSON");
  }
  add_where(command("check", "ask the hub now", [o] { return update_act(o->where, "check"); }), *o);
  add_where(command("now", "put in place what is ready, whatever the hour; never while somebody pays",
                    [o] { return update_act(o->where, "now"); }),
            *o);
  add_where(command("back", "the release before, with the data as they are, where it can read them",
                    [o] { return update_act(o->where, "back"); }),
            *o);
  CLI::App& from = command("from", "take the newest release from a stick or another mounted folder",
                           [o] { return update_from(o->where, o->folder); });
  from.add_option("folder", o->folder)->required()->check(CLI::ExistingDirectory);
  add_where(from, *o);
  CLI::App& clear = command("clear", "let a release that failed here be tried again",
                            [o] { return clear_bad_release(o->where, o->sha256); });
  clear.add_option("sha256", o->sha256, "as `status` names it")->required();
  add_where(clear, *o);
  CLI::App& policy =
      command("policy", "when releases are put in place", [o] { return update_policy(o->where, o->policy); });
  add_where(policy, *o);
  policy.add_option("--from", o->policy.from, "HH:MM by the store's clock");
  policy.add_option("--to", o->policy.to, "HH:MM; before --from: of the next day");
  policy.add_option("--days", o->policy.days, "1 is Monday")->delimiter(',')->check(CLI::Range(1, 7));
  policy.add_option("--automatic", o->policy.automatic, "follow the hub without being asked");
  policy.add_option("--after-close", o->policy.after_close, "also once the last shift was closed");
  policy.add_option("--needs-no-open-shift", o->policy.needs_no_shift);
  policy.add_option("--shares", o->policy.shares, "give what was fetched to other appliances nearby");
  policy.add_option("--peer", o->policy.peers, "https://10.0.0.5:8443: asked before the hub (may be repeated)");
  policy.add_option("--bytes-per-second", o->policy.bytes_per_second, "of a download; 0: no limit of its own");
  CLI::App& trust =
      command("trust", "whose releases are believed here", [o] { return trust_releases(o->root, o->releases); });
  trust.add_option("root", o->root, "the root document")->required()->check(CLI::ExistingFile);
  trust.add_option("--releases", o->releases, "the launcher's folder")->capture_default_str();
}
}  // namespace holdfast::cli
