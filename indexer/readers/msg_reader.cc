// A letter of Outlook (.msg): a document like any letter, attachments as members. Letters that
// are attached follow as documents of the same file.
#include <algorithm>
#include <map>

#include "indexer/extract/date.h"
#include "indexer/readers/enclosed.h"
#include "indexer/readers/html.h"
#include "indexer/readers/little_endian.h"
#include "indexer/readers/mail_headers.h"
#include "indexer/readers/old_office.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr int kDeepestLetter = 6;
constexpr std::size_t kMostAttached = 1000;
constexpr std::string_view kProperty = "__substg1.0_";
constexpr std::string_view kAttachment = "__attach_version1.0_";

class OutlookLetter {
 public:
  OutlookLetter(const CompoundFile& file, std::uint64_t size, Collector& out)
      : file_(file), left_(size * 4), out_(out) {
    for (const CompoundFile::Entry& entry : file.entries()) by_path_[entry.path] = &entry;
  }

  void read(const std::string& folder, int depth) {
    Draft draft;
    Document& document = draft.document;
    std::string from = text(folder, "0C1A");
    if (std::string address = text(folder, "5D01");
        !address.empty() || !(address = text(folder, "0C1F")).empty())
      if (address.find('@') != std::string::npos && address != from)
        from += (from.empty() ? "" : " ") + ("<" + address + ">");
    document.author = names_of_addresses(from);
    document.title = one_line(text(folder, "0037"));
    if (std::string id = text(folder, "1035"); id.starts_with('<') && id.ends_with('>'))
      document.url = "mid:" + id.substr(1, id.size() - 2);
    // When it was sent, else when it came.
    for (const std::uint32_t tag : {0x00390040U, 0x0E060040U})
      if (document.date.kind == DateKind::none)
        if (auto date = parse_machine_date(time(folder, tag))) document.date = *date;
    std::string& words = document.text;
    for (const auto& [name, value] : {std::pair{"From: ", from},
                                      {"To: ", text(folder, "0E04")},
                                      {"Cc: ", text(folder, "0E03")}})
      if (!value.empty()) words += name + one_line(value) + "\n";
    if (!words.empty())
      document.parts.push_back({Part::chrome, 0, static_cast<std::uint32_t>(words.size())});
    if (!document.title.empty()) {
      if (!words.empty()) words += "\n";
      const auto begin = static_cast<std::uint32_t>(words.size());
      words += document.title;
      document.parts.push_back({Part::title, begin, static_cast<std::uint32_t>(words.size())});
    }
    add_body(folder, document);
    out_.give(std::move(draft));
    attachments(folder, depth);
  }

 private:
  std::string bytes(const std::string& path) {
    const auto entry = by_path_.find(path);
    if (entry == by_path_.end() || entry->second->folder || entry->second->size > left_) return {};
    std::string value = file_.stream(*entry->second);
    left_ -= std::min<std::uint64_t>(left_, value.size());
    return value;
  }
  // A property by its number, in either of the two ways that texts are kept.
  std::string text(const std::string& folder, std::string_view number) {
    const std::string path = folder + std::string(kProperty) + std::string(number);
    std::string value = utf16_text(bytes(path + "001F"));
    if (value.empty()) value = to_utf8(bytes(path + "001E"), "");
    return value.substr(0, value.find('\0'));
  }
  std::string time(const std::string& folder, std::uint32_t tag) {
    const std::string list = bytes(folder + "__properties_version1.0");
    for (std::size_t at = folder.empty() ? 32 : 24; at + 16 <= list.size(); at += 16)
      if (little_number(list, at, 4) == tag)
        return seconds_of_filetime(little_number(list, at + 8, 8));
    return {};
  }

  void add_body(const std::string& folder, Document& document) {
    std::string body = text(folder, "1000");
    std::vector<PartSpan> parts;
    if (trim(body).empty()) {
      const std::string html = bytes(folder + std::string(kProperty) + "10130102");
      Decoded markup;
      markup.text = html.empty() ? text(folder, "1013") : to_utf8(html, declared_encoding(html));
      HtmlPage page = parse_html(markup, Markedup::fragment);
      body = std::move(page.text.text);
      parts = std::move(page.parts);
    }
    if (trim(body).empty()) return;
    if (!document.text.empty()) document.text += "\n\n";
    const auto base = static_cast<std::uint32_t>(document.text.size());
    for (const PartSpan& span : parts)
      if (span.part != Part::title)
        document.parts.push_back({span.part, base + span.begin, base + span.end});
    document.text += body;
  }

  void attachments(const std::string& folder, int depth) {
    std::size_t count = 0;
    const std::string begin = folder + std::string(kAttachment);
    for (auto at = by_path_.lower_bound(begin);
         at != by_path_.end() && at->first.starts_with(begin) && count < kMostAttached; ++at) {
      if (!at->second->folder || at->first.find('/', begin.size()) != std::string::npos) continue;
      ++count;
      const std::string inside = at->first + "/";
      const std::string letter = inside + std::string(kProperty) + "3701000D";
      if (by_path_.contains(letter) && depth < kDeepestLetter) {
        read(letter + "/", depth + 1);
        continue;
      }
      std::string name = text(inside, "3707");
      if (name.empty()) name = text(inside, "3704");
      const std::string path = inside + std::string(kProperty) + "37010102";
      const auto data = by_path_.find(path);
      if (data == by_path_.end()) continue;
      const std::string value = bytes(path);
      if (!give_enclosed(name.empty() ? "attachment" : name, value,
                         value.size() < data->second->size ? "cut off" : "", out_))
        return;
    }
  }

  const CompoundFile& file_;
  std::uint64_t left_;  // bytes that may still be read: streams may share sectors
  Collector& out_;
  std::map<std::string, const CompoundFile::Entry*> by_path_{};
};

}  // namespace

void read_msg(const CompoundFile& file, std::uint64_t size, Collector& out) {
  OutlookLetter(file, size, out).read("", 0);
}

}  // namespace byname
