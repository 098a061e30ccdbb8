#include "indexer/readers/collector.h"

#include <algorithm>
#include <iterator>

#include "indexer/extract/age.h"
#include "indexer/extract/parts.h"
#include "indexer/readers/members.h"
#include "indexer/readers/source_map.h"
#include "schemas/hash.h"
#include "text/ascii.h"
#include "text/language.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

// The words that are the document's own: without page furniture, whose counters and
// ages change while the post stays the same.
std::string own_text(const Document& document, std::size_t limit) {
  std::string result;
  for (const PartSpan& span : document.parts) {
    if (span.part == Part::chrome) continue;
    if (result.size() >= limit) break;
    if (!result.empty()) result += '\n';
    const std::string_view piece =
        std::string_view(document.text).substr(span.begin, span.end - span.begin);
    result += piece.substr(0, floor_character(piece, std::min(piece.size(), limit)));
  }
  return result;
}

std::string language_of_document(const Document& document) {
  std::string body;
  for (const PartSpan& span : document.parts) {
    if (span.part != Part::body && span.part != Part::caption) continue;
    if (body.size() > 16384) break;
    body.append(document.text, span.begin, std::min<std::size_t>(span.end - span.begin, 16384));
    body += '\n';
  }
  if (std::string lang = language_of(body); !lang.empty()) return lang;
  return language_of(own_text(document, 16384));
}

// Problems listed one by one; more are only counted.
constexpr std::size_t kMostProblems = 10000;

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_ascii_space);
}

}  // namespace

std::size_t cut_of(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text.size();
  const std::string_view head = text.substr(0, limit);
  if (const std::size_t at = head.rfind('\n'); at != head.npos && at >= limit / 2) return at + 1;
  if (const std::size_t at = head.rfind(' '); at != head.npos && at >= limit / 2) return at + 1;
  const std::size_t at = floor_character(text, limit);
  return at > 0 ? at : limit;
}

std::string encode_path(std::string_view path) {
  std::string result;
  for (std::size_t i = 0; i < path.size();) {
    std::size_t length = 1;
    const auto lead = static_cast<unsigned char>(path[i]);
    if (lead >= 0xC2) length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const std::string_view character = path.substr(i, length);
    bool plain = character.size() == length && is_valid_utf8(character);
    if (length == 1) plain = lead >= 0x20 && lead < 0x7F && lead != '#' && lead != '%';
    if (lead == '!' && i + 1 < path.size() && path[i + 1] == '/') plain = false;
    if (length == 2 && lead == 0xC2 && static_cast<unsigned char>(path[i + 1]) < 0xA0)
      plain = false;  // the control characters of Latin-1
    if (plain) {
      result += character;
      i += length;
    } else {
      result += '%';
      result += kHexDigits[lead >> 4];
      result += kHexDigits[lead & 15];
      ++i;
    }
  }
  return result;
}

bool is_account_script(std::string_view path) {
  return path.substr(path.rfind('/') + 1) == "account.js";
}

std::string_view file_of_path(std::string_view path) { return path.substr(0, path.find("!/")); }

Collector::Collector(const InputFile& file, const SourceFile& source, const Emit& emit,
                     Nesting nesting)
    : source_(source),
      emit_(emit),
      root_(file.root),
      path_(nesting.inside + encode_path(file.path)),
      nesting_(std::move(nesting)) {}

Collector::~Collector() = default;

UnpackBudget& Collector::budget() {
  if (nesting_.budget) return *nesting_.budget;
  if (!own_budget_) own_budget_ = std::make_unique<UnpackBudget>(source_.size());
  return *own_budget_;
}

std::string Collector::member_name(std::string_view name) {
  std::string result(name);
  // Leading "./" and "/" say nothing; without them names of tar and zip agree.
  while (result.starts_with("./") || result.starts_with("/"))
    result.erase(0, result.front() == '/' ? 1 : 2);
  if (result.empty()) result = "unnamed";
  const std::string wanted = result;
  if (member_names_.insert(result).second) return result;
  // The first number that is free, in few steps: an archive may hold one name many times.
  const auto numbered = [&](std::size_t n) { return wanted + "~" + std::to_string(n); };
  std::size_t taken = 1, free = 2;
  while (member_names_.contains(numbered(free))) {
    taken = free;
    free *= 2;
  }
  while (free - taken > 1) {
    const std::size_t middle = taken + (free - taken) / 2;
    (member_names_.contains(numbered(middle)) ? taken : free) = middle;
  }
  result = numbered(free);
  member_names_.insert(result);
  return result;
}

void Collector::leave_out_member(const std::string& name, InputState state, std::string reason,
                                 std::uint64_t size, std::int64_t modified) {
  MemberOutcome member;
  member.path = path_ + "!/" + encode_path(name);
  member.state = state;
  member.reason = std::move(reason);
  member.size = size;
  member.modified = modified;
  result_.members.push_back(std::move(member));
}

void Collector::read_member(const std::string& name, SourceFile& file, const std::string& cut,
                            MemberFacts facts) {
  if (is_account_script(name)) {
    std::string room;
    account_ = file.read(0, kLongestAccount, room);
  }
  facts.account = account_;
  ReadResult read = read_nested({.root = root_, .path = name}, file, emit_,
                                {path_ + "!/", nesting_.depth + 1, &budget(), std::move(facts)});
  MemberOutcome member;
  static_cast<ReadOutcome&>(member) = std::move(static_cast<ReadOutcome&>(read));
  member.path = path_ + "!/" + encode_path(name);
  if (!cut.empty()) {
    member.state = member.documents > 0 ? InputState::partial : InputState::failed;
    member.reason = "read as far as it goes: " + cut;
  }
  result_.documents += member.documents;
  result_.members.push_back(std::move(member));
  std::move(read.members.begin(), read.members.end(), std::back_inserter(result_.members));
}

void Collector::report(ReadProblem problem) {
  if (problem.failed) ++result_.failed_records;
  if (result_.problems.size() < kMostProblems) {
    result_.problems.push_back(std::move(problem));
  } else {
    ++result_.problems_not_listed;
  }
}

void Collector::give(Draft&& draft) {
  Document& whole = draft.document;
  whole.parts = complete_parts(std::move(whole.parts), whole.text);
  if (whole.text.size() <= kLongestText) {
    finish(std::move(whole), draft, draft.own_id);
    return;
  }
  const Decoded all{std::move(whole.text), std::move(whole.source_map)};
  std::size_t begin = 0;
  for (int piece_number = 0; begin < all.text.size(); ++piece_number) {
    const std::size_t end = begin + cut_of(std::string_view(all.text).substr(begin), kLongestText);
    Document piece;
    piece.title = whole.title;
    piece.source = whole.source;
    piece.author = whole.author;
    piece.url = whole.url;
    piece.lang = whole.lang;
    piece.date = whole.date;
    piece.updated = whole.updated;
    Decoded part = slice(all, begin, end);
    piece.text = std::move(part.text);
    piece.source_map = std::move(part.runs);
    piece.parts = clip_parts(whole.parts, begin, end);
    draft.only_one = false;
    finish(std::move(piece), draft, piece_number == 0 ? draft.own_id : std::string());
    begin = end;
  }
}

void Collector::finish(Document&& document, const Draft& draft, const std::string& own_id) {
  if (is_blank(document.text)) {
    ++section_;
    return;
  }
  document.root = root_;
  document.path = path_;
  document.section = section_++;
  document.sha256 = source_.sha256();
  document.source_size = source_.size();
  document.modified = source_.modified();
  document.retrieved = nesting_.facts.retrieved;
  for (Date* date : {&document.date, &document.updated}) {
    *date = counted_back(*date, document.retrieved);
    if (date->kind != DateKind::none && date->origin == DateOrigin::none)
      date->origin = DateOrigin::metadata;
    // A page that speaks of a day to come: not the day on which it appeared.
    if (date->origin == DateOrigin::page && is_in_future(*date, document.retrieved)) *date = {};
  }
  if (document.url.empty()) document.url = nesting_.facts.url;
  // What was cut to a length may end in the middle of a letter.
  for (std::string* field : {&document.title, &document.author, &document.source, &document.url,
                             &document.date.text, &document.updated.text}) {
    if (is_valid_utf8(*field)) continue;
    field->resize(floor_character(*field, field->size() - 1));
    *field = to_valid_utf8(*field);
  }
  if (document.lang.empty()) document.lang = language_of_document(document);
  if (document.lang.empty()) document.lang = draft.likely_lang;
  document.cluster = hex16(hash64(document.text));

  std::string identity = root_;
  identity += '\0';
  identity += path_;
  identity += '\0';
  identity += document.url.empty() ? document.author : document.url;
  identity += '\0';
  identity += own_text(document, kLongestText);
  std::uint64_t uid = hash64(identity);
  // The same post, said twice: numbered, so that each keeps its own.
  if (const std::uint32_t before = uids_[uid]++; before > 0) uid = hash64("again", uid + before);
  document.uid = hex16(uid);

  const std::string numbered = path_ + '#' + std::to_string(document.section);
  if (!own_id.empty()) {
    if (ids_.insert(hash64(own_id)).second) {
      document.id = own_id;
    } else {
      document.id = numbered;
      report(
          {"", "the id \"" + own_id + "\" is used twice; the later record is " + numbered, false});
    }
  } else {
    document.id = draft.only_one ? path_ : numbered;
  }
  ++result_.documents;
  emit_(std::move(document));
}

}  // namespace byname
