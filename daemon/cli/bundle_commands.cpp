#include <CLI/CLI.hpp>
#include <memory>

#include "cli/bundle.h"

namespace holdfast::cli {
namespace {
struct Options {
  BundleBuild build;
  RootWish root;
  PublishWish publish;
  std::string file, key, repository, root_file, target, out;
  bool json = false;
};
}  // namespace

void add_bundle_commands(CLI::App& app, const std::function<void(std::function<int()>)>& choose) {
  const auto o = std::make_shared<Options>();
  CLI::App* bundle = app.add_subcommand("bundle", "releases: packed, signed, published");
  bundle->require_subcommand(1);
  const auto command = [&](const std::string& name, const std::string& what, std::function<int()> run) -> CLI::App& {
    CLI::App* added = bundle->add_subcommand(name, what);
    added->callback([choose, run = std::move(run)] { choose(run); });
    return *added;
  };
  CLI::App& key = command("key", "a new key in a file, and beside it what may be given away",
                          [o] { return make_key(o->file, o->json); });
  key.add_option("file", o->file, "for the private key; FILE.pub gets the public one")->required();
  key.add_flag("--json", o->json, "answer in JSON");

  CLI::App& build = command("build", "pack programs into a bundle", [o] { return build_bundle(o->build); });
  build.add_option("file", o->build.out, "the bundle to write")->required();
  build.add_option("--release", o->build.release, "its name for people")->required();
  build.add_option("--counter", o->build.counter, "rises with every release")->required()->check(CLI::PositiveNumber);
  build.add_option("--programs", o->build.programs, "folder of the programs")
      ->required()
      ->check(CLI::ExistingDirectory);
  build.add_option("--from-counter", o->build.from_counter, "the oldest release it may replace");
  build.add_option("--to-counter", o->build.to_counter, "the newest release it may replace")
      ->check(CLI::PositiveNumber);
  build.add_option("--sbom", o->build.sbom, "what it is made of, SPDX 2 in JSON")->check(CLI::ExistingFile);
  build.add_option("--beside", o->build.beside,
                   "NAME:LEAST[:BELOW], versions of what it runs beside: holdfast-hub:0.3.0; may be repeated");
  build.add_option("--architecture", o->build.architecture, "as Debian says it")->capture_default_str();
  build.add_option("--proving-seconds", o->build.proving_seconds, "in which a store has to prove it")
      ->capture_default_str();
  build.add_option("--notes", o->build.notes, "what changed, for people");
  build.add_option("--notes-file", o->build.notes_file)->check(CLI::ExistingFile);
  build.add_option("--add", o->build.extra, "PATH=FILE: another file");
  build.add_flag("--json", o->build.json, "answer in JSON");

  CLI::App& inspect =
      command("inspect", "what a bundle is, each file checked", [o] { return inspect_bundle(o->file, o->json); });
  inspect.add_option("file", o->file)->required()->check(CLI::ExistingFile);
  inspect.add_flag("--json", o->json, "answer in JSON");

  CLI::App& unpack = command("unpack", "a bundle's files into a folder, as a package brings them",
                             [o] { return unpack_bundle(o->file, o->repository); });
  unpack.add_option("file", o->file)->required()->check(CLI::ExistingFile);
  unpack.add_option("folder", o->repository)->required();

  CLI::App& root = command("root", "who may sign what, to be signed by its owners", [o] { return make_root(o->root); });
  root.add_option("file", o->root.out)->required();
  root.add_option("--root-key", o->root.root_keys, "of those who may change this document")->required();
  root.add_option("--root-threshold", o->root.root_threshold, "so many of them")->capture_default_str();
  root.add_option("--targets-key", o->root.targets_keys, "of those who release")->required();
  root.add_option("--targets-threshold", o->root.targets_threshold)->capture_default_str();
  root.add_option("--online-key", o->root.online_keys, "of the machine that publishes")->required();
  root.add_option("--days", o->root.days, "until it ends")->check(CLI::PositiveNumber)->capture_default_str();
  root.add_option("--before", o->root.before, "the root it follows")->check(CLI::ExistingFile);
  root.add_flag("--resets-time", o->root.resets_time, "somebody signed with a clock that ran ahead: it is now");

  CLI::App& sign = command("sign", "add a signature to a document", [o] { return sign_document(o->file, o->key); });
  sign.add_option("file", o->file)->required()->check(CLI::ExistingFile);
  sign.add_option("--key", o->key, "a file, or pkcs11:token=…;object=…?module-path=…")->required();

  const auto offer = [&o](CLI::App& to) {
    to.add_option("--name", o->publish.name, "in the repository; the file's own name otherwise");
    to.add_option("--delta-from", o->publish.delta_from, "a bundle of before, whose sites fetch only what differs")
        ->check(CLI::ExistingFile);
    to.add_option("--level", o->publish.level, "of packing")->check(CLI::Range(1, 19))->capture_default_str();
    to.add_option("--days", o->publish.days, "that the release is offered")->capture_default_str();
  };
  CLI::App& prepare = command("prepare", "lay a bundle into a repository, to be signed by keys that do not meet",
                              [o] { return prepare_bundle(o->publish, o->out); });
  prepare.add_option("repository", o->publish.repository, "a folder")->required();
  prepare.add_option("bundle", o->publish.bundle, "without: the same offer for longer")->check(CLI::ExistingFile);
  prepare.add_option("--out", o->out, "the document to write, for `sign`")->required();
  offer(prepare);

  CLI::App& publish = command("publish", "put a bundle into a repository, or renew what ends",
                              [o] { return publish_bundle(o->publish); });
  publish.add_option("repository", o->publish.repository, "a folder")->required();
  CLI::Option* bundle_file = publish.add_option("bundle", o->publish.bundle)->check(CLI::ExistingFile);
  publish.add_option("--root", o->publish.root, "what stores trust, signed; with the first bundle, and each new one")
      ->check(CLI::ExistingFile);
  CLI::Option* keys = publish
                          .add_option("--targets-key", o->publish.targets_keys,
                                      "a file, or pkcs11:…; as many as the root asks for; alone: offer it for longer")
                          ->allow_extra_args(false);
  publish.add_option("--targets", o->publish.targets, "what `prepare` wrote, signed by those who release")
      ->check(CLI::ExistingFile)
      ->excludes(bundle_file)
      ->excludes(keys);
  publish.add_option("--online-key", o->publish.online_key, "a file, or pkcs11:…")->required();
  offer(publish);
  publish.add_option("--online-days", o->publish.online_days, "until it has to be said again")->capture_default_str();

  CLI::App& check = command("check", "what a store would make of a repository",
                            [o] { return check_repository(o->repository, o->root_file, o->target, o->json); });
  check.add_option("repository", o->repository)->required()->check(CLI::ExistingDirectory);
  check.add_option("--root", o->root_file, "what the store trusts")->required()->check(CLI::ExistingFile);
  check.add_option("--target", o->target, "a bundle's name");
  check.add_flag("--json", o->json, "answer in JSON");
}
}  // namespace holdfast::cli
