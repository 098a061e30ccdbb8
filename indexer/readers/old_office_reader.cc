// Files of Word, Excel, PowerPoint and Outlook in a compound file.
#include "indexer/extract/date.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/little_endian.h"
#include "indexer/readers/mail_headers.h"
#include "indexer/readers/old_office.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestCompound = 256 << 20;

std::string summary_text(std::string_view stream, std::size_t at, std::uint64_t codepage) {
  const std::uint64_t kind = little_number(stream, at, 4);
  const std::uint64_t length = little_number(stream, at + 4, 4);
  if (at + 8 > stream.size()) return {};
  std::string_view bytes = stream.substr(at + 8, length);
  std::string text;
  if (kind == 31) {
    text = utf16_text(stream.substr(at + 8, length * 2));
  } else if (kind == 30) {
    bytes = bytes.substr(0, bytes.find('\0'));
    std::string charset = "windows-" + std::to_string(codepage);
    if (codepage == 65001) charset = "UTF-8";
    if (codepage == 10007) charset = "x-mac-cyrillic";
    text = codepage == 1200 ? utf16_text(stream.substr(at + 8, length)) : to_utf8(bytes, charset);
  }
  return one_line(text.substr(0, text.find('\0')));
}

}  // namespace

std::string seconds_of_filetime(std::uint64_t ticks) {
  constexpr std::uint64_t kBetween = 11'644'473'600;  // seconds from 1601 to 1970
  const std::uint64_t seconds = ticks / 10'000'000;
  return seconds > kBetween ? std::to_string(seconds - kBetween) : std::string();
}

void read_summary(std::string_view stream, Document& document) {
  const std::uint64_t begin = little_number(stream, 44, 4);
  if (stream.size() < 48 || begin >= stream.size()) return;
  const std::string_view section = stream.substr(begin);
  const std::uint64_t count = std::min<std::uint64_t>(little_number(section, 4, 4), 1000);
  const auto place_of = [&](std::uint64_t wanted) -> std::size_t {
    for (std::size_t i = 0; i < count; ++i)
      if (little_number(section, 8 + 8 * i, 4) == wanted)
        return static_cast<std::size_t>(little_number(section, 12 + 8 * i, 4));
    return section.size();
  };
  constexpr std::uint64_t kCodepage = 1, kTitle = 2, kAuthor = 4, kCreated = 12, kSaved = 13;
  const std::uint64_t codepage = little_number(section, place_of(kCodepage) + 4, 2);
  if (document.title.empty()) document.title = summary_text(section, place_of(kTitle), codepage);
  if (document.author.empty()) document.author = summary_text(section, place_of(kAuthor), codepage);
  const auto date_at = [&](std::uint64_t property) {
    return parse_machine_date(
        seconds_of_filetime(little_number(section, place_of(property) + 4, 8)));
  };
  if (auto date = date_at(kSaved)) document.updated = *date;
  if (auto date = date_at(kCreated)) {
    document.date = *date;
  } else {
    document.date = document.updated;
  }
}

void read_old_office(const FormatInput& input, Collector& out) {
  if (input.file.size() > kLongestCompound) {
    out.report({"", "an office document over 256 MiB", true});
    return;
  }
  std::string room;
  const CompoundFile file(input.file.read(0, input.file.size(), room));
  if (!file.wrong().empty()) {
    out.report({"", file.wrong(), true});
    return;
  }
  if (file.find("__properties_version1.0")) {
    read_msg(file, input.file.size(), out);
    return;
  }
  OfficeText text;
  std::string wrong;
  if (file.find("WordDocument")) {
    wrong = read_doc(file, text);
  } else if (file.find("Workbook") || file.find("Book")) {
    wrong = read_xls(file, text);
  } else if (file.find("PowerPoint Document")) {
    wrong = read_ppt(file, text);
  } else if (file.find("EncryptedPackage")) {
    out.report({"", "encrypted; save it without its password", true});
    return;
  } else {
    out.skip("a compound file of another program; not a format that is read (docs/formats.md)");
    return;
  }
  Draft draft;
  read_summary(file.stream("\5SummaryInformation"), draft.document);
  text.finish(draft.document);
  draft.only_one = true;
  out.give(std::move(draft));
  if (!wrong.empty()) out.report({"", wrong, true});
}

}  // namespace byname
