#include "cli/completion.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <iomanip>
#include <sstream>

#include "base/utf8.h"

namespace holdfast::cli {
namespace {
using Words = std::vector<std::pair<std::string, std::string>>;  ///< word and what it is

Words subcommands_of(const CLI::App& app) {
  Words words;
  for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; }))
    words.emplace_back(child->get_name(), child->get_description());
  return words;
}

Words options_of(const CLI::App& app) {
  Words words;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) words.emplace_back("--" + name, option->get_description());
  return words;
}

/// Every command with its path: ` devices list`, nothing for the program itself.
void each_command(const CLI::App& app, const std::string& path,
                  const std::function<void(const CLI::App&, const std::string&)>& seen) {
  seen(app, path);
  for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; }))
    each_command(*child, path + " " + child->get_name(), seen);
}

std::string joined(const Words& words) {
  std::string out;
  for (const auto& [word, what] : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return out + "'";
}

/// Both shells find the command by walking the words typed so far; what is no command leaves the path as it is.
std::string by_path(const CLI::App& app, const std::string& indent) {
  std::string known, offered;
  each_command(app, "", [&](const CLI::App& command, const std::string& path) {
    if (!path.empty()) known += (known.empty() ? "" : "|") + quoted(path);
    offered += indent + quoted(path) +
               ") offered=" + quoted(joined(subcommands_of(command)) + " " + joined(options_of(command))) + " ;;\n";
  });
  return "  for word in \"${typed[@]}\"; do\n    case \"$path $word\" in " + known +
         ") path=\"$path $word\" ;; esac\n  done\n  case \"$path\" in\n" + offered + "  esac\n";
}

std::string for_bash(const CLI::App& app) {
  return "# bash completion for holdfast: source <(holdfast completion bash)\n_holdfast() {\n"
         "  local path= word offered= current=${COMP_WORDS[COMP_CWORD]} typed=(\"${COMP_WORDS[@]:1:COMP_CWORD-1}\")\n" +
         by_path(app, "    ") +
         "  mapfile -t COMPREPLY < <(compgen -W \"$offered\" -- \"$current\")\n}\ncomplete -o default -F _holdfast "
         "holdfast\n";
}

std::string for_zsh(const CLI::App& app) {
  return "#compdef holdfast\n# zsh completion for holdfast: source <(holdfast completion zsh)\n_holdfast() {\n"
         "  local path= word offered=\n  local -a typed\n  typed=(\"${(@)words[2,CURRENT-1]}\")\n" +
         by_path(app, "    ") + "  compadd -- ${(s: :)offered} || _files\n}\ncompdef _holdfast holdfast\n";
}

std::string for_fish(const CLI::App& app) {
  std::string out = "# fish completion for holdfast: holdfast completion fish | source\n";
  each_command(app, "", [&](const CLI::App& command, const std::string& path) {
    std::string condition, before = path;
    if (path.empty()) condition = "__fish_use_subcommand";
    for (std::size_t at = 0; at < before.size();) {
      const std::size_t end = std::min(before.find(' ', at + 1), before.size());
      condition += (condition.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from" + before.substr(at, end - at));
      at = end;
    }
    for (const auto& [word, what] : subcommands_of(command))
      out += "complete -c holdfast -f -n " + quoted(std::as_const(condition)) + " -a " + word + " -d " + quoted(what) +
             "\n";
    for (const auto& [word, what] : options_of(command))
      out += "complete -c holdfast -n " + quoted(std::as_const(condition)) + " -l " + word.substr(2) + " -d " +
             quoted(what) + "\n";
  });
  return out;
}

/// Text that man shows as it is: no request at the start of a line, no lost backslash, `-` as typed, other letters by
/// number.
std::string roff(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(utf8_length_at(text, at), 1);
    const char c = text[at];
    if (length > 1) {
      char32_t point = static_cast<unsigned char>(c) & (0xff >> (length + 1));
      for (std::size_t i = 1; i < length; ++i) point = point << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3f);
      std::ostringstream number;
      number << std::uppercase << std::hex << std::setw(4) << std::setfill('0') << static_cast<std::uint32_t>(point);
      out += "\\[u" + number.str() + "]";
    } else if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
      out += c;
    }
    at += length;
  }
  return out;
}
}  // namespace

std::string completion(const CLI::App& app, Shell shell) {
  return shell == Shell::bash ? for_bash(app) : shell == Shell::zsh ? for_zsh(app) : for_fish(app);
}

std::string manual_page(const CLI::App& app, const std::string& version) {
  std::string out =
      ".TH HOLDFAST 1 \"\" \"Holdfast " + version +
      "\"\n.SH NAME\nholdfast \\- operate a Holdfast store\n.SH SYNOPSIS\n.B holdfast\n.I command\n.RI [ options ]\n";
  out += ".SH DESCRIPTION\n" + roff(app.get_description()) +
         "\nA command works on a data folder of this machine (\\fB\\-\\-data\\fR), through the daemon where one runs, "
         "or on a daemon elsewhere "
         "(\\fB\\-\\-url\\fR with \\fB\\-\\-token\\fR).\n.SH COMMANDS\n";
  each_command(app, "", [&](const CLI::App& command, const std::string& path) {
    if (path.empty() || !subcommands_of(command).empty()) return;
    out += ".SS " + roff("holdfast" + path) + "\n" + roff(command.get_description()) + "\n";
    for (const CLI::Option* option : command.get_options()) {
      if (option->get_name() == "-h,--help" || option->get_name() == "--help") continue;
      out += ".TP\n.B " + roff(option->get_name(false, true)) + "\n" + roff(option->get_description()) +
             (option->get_required() ? " (needed)" : "") + "\n";
    }
  });
  return out +
         ".SH EXIT STATUS\n.TP\n0\nit is done, or all is well\n.TP\n1\nit was refused or could not be done, or "
         "something was found that needs doing; "
         "standard error says what and what to do next\n.TP\n2\nthe command line is wrong\n.SH SEE ALSO\n.BR holdfastd "
         "(8)\n";
}
}  // namespace holdfast::cli
