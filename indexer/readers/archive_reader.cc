// Archives (zip, tar, 7-Zip, RAR) and compressed files: every member is read as a file of
// its own, PATH!/MEMBER. What is cut off or damaged is read as far as it goes.
#include "indexer/readers/formats.h"
#include "indexer/readers/members.h"
#include "indexer/readers/unpack.h"
#include "text/ascii.h"

namespace byname {
namespace {

// "b/notes.txt.gz" holds "notes.txt", "a.tgz" holds "a.tar".
std::string inner_name(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  const std::string lower = ascii_lower(path);
  for (const std::string_view ending : {".tgz", ".tbz", ".tbz2", ".txz", ".tzst"})
    if (lower.ends_with(ending))
      return std::string(path.substr(0, path.size() - ending.size())) + ".tar";
  for (const std::string_view ending : {".gz", ".bz2", ".xz", ".zst", ".lzma", ".lz4", ".lz", ".z"})
    if (lower.ends_with(ending) && lower.size() > ending.size())
      return std::string(path.substr(0, path.size() - ending.size()));
  return std::string(path);
}

// Written by computers for computers beside the files of people.
bool is_clutter(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('/') + 1);
  return name.starts_with("__MACOSX/") || last.starts_with("._") || last == ".DS_Store" ||
         last == "Thumbs.db";
}

}  // namespace

void read_embedded(SourceFile& file, const std::function<bool(std::string_view name)>& wanted,
                   Collector& out) {
  if (out.nesting().depth >= kDeepestMember) return;
  Unpacker archive(file, Unpacker::zip);
  for (PackedMember packed; archive.next(packed);) {
    if (!packed.regular || !wanted(packed.name)) continue;
    if (!out.budget().take_member()) return;
    const std::string name = out.member_name(packed.name);
    Spool spool(out.budget());
    const std::string wrong = archive.read(spool);
    if (!spool.wrong().empty() || spool.size() == 0) {
      out.leave_out_member(
          name, spool.wrong().empty() && wrong.empty() ? InputState::no_text : InputState::failed,
          wrong.empty() ? "empty file" : wrong, packed.size, packed.modified);
    } else {
      SourceFile member = spool.file();
      member.set_modified(packed.modified > 0 ? packed.modified : file.modified());
      out.read_member(name, member, wrong);
    }
    if (out.budget().spent()) return;
  }
}

void read_archive(const FormatInput& input, std::string_view path, Collector& out,
                  ArchiveKind kind) {
  if (out.nesting().depth >= kDeepestMember) {
    out.report({"", "archives more than 6 deep in one another", true});
    return;
  }
  Unpacker archive(input.file, kind == ArchiveKind::any ? Unpacker::any : Unpacker::zip);
  UnpackBudget& budget = out.budget();
  for (PackedMember packed; archive.next(packed);) {
    if (packed.folder) continue;
    if (!budget.take_member()) {
      out.report({"", "over 1,000,000 members; read as far as that", true});
      return;
    }
    const std::string name = out.member_name(packed.nameless ? inner_name(path) : packed.name);
    const auto leave_out = [&](InputState state, std::string why) {
      out.leave_out_member(name, state, std::move(why), packed.size, packed.modified);
    };
    if (!packed.regular) {
      leave_out(InputState::skipped, "a link or a device, not a file");
      continue;
    }
    if (kind == ArchiveKind::web && !name.starts_with("archive/")) {
      leave_out(InputState::skipped, "a list of the web archive, not a page");
      continue;
    }
    if (is_clutter(name)) {
      leave_out(InputState::skipped, "made by the system, not a document");
      continue;
    }
    if (packed.encrypted) {
      leave_out(InputState::failed, "encrypted; unpack it with its password");
      continue;
    }
    Spool spool(budget);
    const std::string wrong = archive.read(spool);
    if (!spool.wrong().empty() || (!wrong.empty() && spool.size() == 0)) {
      leave_out(InputState::failed, wrong);
    } else {
      SourceFile file = spool.file();
      file.set_modified(packed.modified > 0 ? packed.modified : input.file.modified());
      out.read_member(name, file, wrong);
    }
    // What is listed can be passed over; a stream would have to be unpacked to its end.
    if (budget.spent() || (wrong == kBomb && !archive.listed())) {
      if (archive.wrong().empty() && !packed.nameless)
        out.report({"", "what comes after " + name + " was not read", true});
      break;
    }
  }
  if (!archive.wrong().empty())
    out.report({"", "read as far as it goes: " + archive.wrong(), true});
}

}  // namespace byname
