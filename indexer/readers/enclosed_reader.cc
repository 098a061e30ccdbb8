// Files in wrappings of their own: winmail.dat of Outlook (TNEF), and what is written as letters
// (uuencode, yEnc). Each file within is a member.
#include <algorithm>
#include <utility>

#include "indexer/readers/enclosed.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/inline_files.h"
#include "indexer/readers/mail_headers.h"
#include "indexer/readers/members.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestWrapped = 256 << 20;

// Whole, or nothing if it is too long.
std::string_view whole_of(const FormatInput& input, std::string& room, Collector& out) {
  if (input.file.size() <= kLongestWrapped) return input.file.read(0, input.file.size(), room);
  out.report({"", "over 256 MiB", true});
  return {};
}

std::uint32_t tnef_number(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint32_t value = 0;
  for (std::size_t i = length; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

}  // namespace

bool give_enclosed(std::string name, std::string_view bytes, const std::string& cut,
                   Collector& out) {
  std::replace(name.begin(), name.end(), '/', '_');
  name = out.member_name(name);
  if (!out.budget().take_member()) {
    out.report({"", "over 1,000,000 members; read as far as that", true});
    return false;
  }
  Spool spool(out.budget());
  if (out.nesting().depth >= kDeepestMember || !spool.add(bytes)) {
    out.leave_out_member(name, InputState::failed,
                         spool.wrong().empty() ? "more than 6 deep in one another" : spool.wrong(),
                         bytes.size(), 0);
    return !out.budget().spent();
  }
  SourceFile file = spool.file();
  file.set_modified(out.modified());
  out.read_member(name, file, cut);
  return !out.budget().spent();
}

void read_tnef(const FormatInput& input, Collector& out) {
  constexpr std::size_t kBegin = 6, kHead = 9, kSum = 2;
  // What an attribute is, its kind included.
  constexpr std::uint32_t kBody = 0x0002800C, kNewAttachment = 0x00069002, kTitle = 0x00018010,
                          kData = 0x0006800F;
  std::string room;
  const std::string_view bytes = whole_of(input, room, out);
  std::string name;
  std::size_t at = kBegin;
  while (at + kHead <= bytes.size()) {
    const std::uint32_t attribute = tnef_number(bytes, at + 1, 4);
    const std::size_t length = tnef_number(bytes, at + 5, 4);
    std::string_view value = bytes.substr(at + kHead, length);
    const bool cut = value.size() < length;
    at += kHead + value.size() + kSum;
    if (attribute == kNewAttachment) {
      name.clear();
    } else if (attribute == kTitle) {
      name = to_utf8(value.substr(0, value.find('\0')), "");
    } else if (attribute == kBody) {
      if (!give_enclosed("message.txt", value.substr(0, value.find('\0')), cut ? "cut off" : "",
                         out))
        return;
    } else if (attribute == kData) {
      if (!give_enclosed(name.empty() ? "attachment" : name, value, cut ? "cut off" : "", out))
        return;
    }
    if (cut) {
      out.report({"", "read as far as it goes: cut off", true});
      return;
    }
  }
  if (out.result().members.empty()) out.no_text("holds no files");
}

void read_written_files(const FormatInput& input, Collector& out) {
  std::string room;
  const std::string_view bytes = whole_of(input, room, out);
  for (InlineFile& file : inline_files(bytes))
    if (!give_enclosed(std::move(file.name), file.bytes, file.cut ? "cut off" : "", out)) return;
}

}  // namespace byname
