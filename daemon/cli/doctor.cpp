#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/observe_updates.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"
#include "config/machine.h"
#include "config/settings.h"
#include "doctor/examine.h"
#include "doctor/observe.h"
#include "launcher/launch.h"

namespace holdfast::cli {
namespace {
constexpr std::chrono::seconds patience{3};  // a daemon that works answers within milliseconds

/// Whether a process has the folder's lock, read from the kernel's own list: taking it to find out could keep a daemon
/// from starting.
bool lock_is_held(const std::filesystem::path& data) {
  struct stat file{};
  if (::stat((data / "lock").c_str(), &file) != 0) return false;
  std::ostringstream place;
  place << std::hex;
  const auto two = [&](unsigned number) { place << (number < 16 ? "0" : "") << number; };
  two(major(file.st_dev));
  place << ':';
  two(minor(file.st_dev));
  place << ':' << std::dec << file.st_ino << ' ';
  std::ifstream locks{"/proc/locks"};
  for (std::string line; std::getline(locks, line);)
    if (line.find("FLOCK") != std::string::npos && line.find(place.str()) != std::string::npos) return true;
  return false;
}

/// Where the launcher keeps releases: as said, as the launcher tells it, or where the package puts them.
std::filesystem::path releases_of(const Doctor& options) {
  if (!options.releases.empty()) return options.releases;
  if (const char* told = std::getenv(launcher::releases_variable); told != nullptr) return told;
  return std::filesystem::path{options.data} / "releases";
}

doctor::Daemon observe_daemon(const Doctor& options, const std::optional<config::Settings>& settings) {
  doctor::Daemon daemon;
  daemon.holds_lock = lock_is_held(options.data);
  daemon.enrolled = std::filesystem::exists(std::filesystem::path{options.data} / "hub.json");
  if (!daemon.holds_lock) {
    for (const auto* list : {settings ? &settings->listen : nullptr, settings ? &settings->tls_listen : nullptr})
      for (const config::ListenAddress& at : list ? *list : std::vector<config::ListenAddress>{})
        if (!doctor::port_is_free(at.address, at.port))
          daemon.ports_taken.push_back(at.address + ":" + std::to_string(at.port));
    return daemon;
  }
  const auto runtime = read_runtime(options.data);
  if (!runtime) {
    daemon.why_silent = "it has not written runtime.json";
    return daemon;
  }
  try {
    const auto backend = connect_url(runtime->url, runtime->token, patience);
    daemon.hub_mode = text_of(backend->need("/v1/health"), "mode");
    for (const Json& device : backend->list("/v1/devices"))
      daemon.devices.push_back(
          {text_of(device, "name"), text_of(device, "kind"), text_of(device, "state"), text_of(device, "hint")});
    daemon.answers = true;
  } catch (const std::exception& silent) {
    daemon.why_silent = silent.what();
  }
  return daemon;
}

void print(const std::vector<doctor::Finding>& findings, bool json) {
  if (json) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object().key("findings").begin_array();
    for (const doctor::Finding& finding : findings)
      writer.begin_object()
          .member("code", finding.code)
          .member("severity", doctor::name_of(finding.severity))
          .member("what", finding.what)
          .member("remedy", finding.remedy)
          .end_object();
    writer.end_array().end_object();
    std::cout << out << "\n";
    return;
  }
  for (const doctor::Finding& finding : findings) {
    std::string heading{doctor::name_of(finding.severity)};
    heading.resize(9, ' ');
    std::cout << heading << (finding.severity == doctor::Severity::good ? finding.code + ": " : "") << finding.what
              << "\n";
    if (!finding.remedy.empty()) std::cout << "         -> " << finding.remedy << "\n";
  }
}
}  // namespace

int examine(Doctor options) {
  std::optional<config::Settings> settings;
  std::string wrong_settings;
  if (!options.config.empty()) {
    try {
      settings = config::settings_of({"--config", options.config});
      if (options.data.empty()) options.data = settings->data.string();
    } catch (const config::Wrong& wrong) {
      wrong_settings = wrong.what();
    }
  }
  if (options.data.empty())
    throw Stop{wrong_settings.empty() ? "no data folder is named" : wrong_settings,
               "give --data DIR, or --config FILE that names it"};
  doctor::Observed seen;
  {
    // The books are nearly all of it.
    Progress progress{"looking", 100, readers(options.json)};
    seen.machine = doctor::observe_machine(options.data, config::wall_clock());
    seen.folder = doctor::observe_folder(options.data);
    seen.store = doctor::observe_store(
        options.data, options.deep ? doctor::Depth::deep : doctor::Depth::quick,
        [&progress](std::int64_t done, std::int64_t of) { progress.at(of > 0 ? 90 * done / of : 0); });
    seen.backups = doctor::observe_backups(options.data, seen.store.site_id);
    seen.updates = observe_updates(releases_of(options), options.data);
    seen.daemon = observe_daemon(options, settings);
    progress.at(100);
  }
  seen.daemon.wrong_settings = wrong_settings;
  const std::vector<doctor::Finding> findings = doctor::examine(seen);
  print(findings, options.json);
  return findings.empty() || findings.front().severity < doctor::Severity::warning ? 0 : 1;
}
}  // namespace holdfast::cli
