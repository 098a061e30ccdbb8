#include "store/corrections.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>

#include "places/tsv.h"
#include "schemas/error.h"
#include "store/files.h"
#include "store/tsv_cell.h"
#include "text/scanner.h"

namespace byname {
namespace {

constexpr std::string_view kCorrectionsFile = "corrections.tsv";
constexpr std::string_view kCorrectionsHeader = "uid\tstart\tend\tplace\tsurface\tdocument\tmade\n";
constexpr std::string_view kNone = "none";

std::optional<std::uint32_t> number(std::string_view cell) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

bool overlap(const Mention& mention, const Correction& correction) {
  return mention.begin < correction.end && mention.end > correction.begin;
}

// The mention that a correction asks for; none if no token stands there.
std::optional<Mention> mention_of(const Correction& correction, PlaceNumber place,
                                  const AnalyzedDocument& document,
                                  const CompiledGazetteer& gazetteer) {
  const std::vector<Token>& tokens = document.stream.tokens;
  const auto first = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.end <= correction.begin;
  });
  const auto end = std::partition_point(
      first, tokens.end(), [&](const Token& token) { return token.begin < correction.end; });
  if (first == end) return std::nullopt;
  return Mention{
      .begin = correction.begin,
      .end = correction.end,
      .first_token = static_cast<std::uint32_t>(first - tokens.begin()),
      .tokens = static_cast<std::uint16_t>(std::min<std::ptrdiff_t>(end - first, 0xffff)),
      .place = place,
      .name = name_for(gazetteer, place, correction.surface),
      .rule = MentionRule::corrected,
      .part = part_at(document.document.parts, correction.begin)};
}

bool apply_one(const Correction& correction, AnalyzedDocument& document,
               const CompiledGazetteer& gazetteer) {
  const std::string_view text = document.document.text;
  if (correction.end > text.size() || correction.begin >= correction.end ||
      text.substr(correction.begin, correction.end - correction.begin) != correction.surface)
    return false;
  std::optional<Mention> wanted;
  if (!correction.place.empty()) {
    const std::optional<PlaceNumber> place = gazetteer.find_place(correction.place);
    if (place) wanted = mention_of(correction, *place, document, gazetteer);
    if (!wanted) return false;
  }
  std::vector<Mention>& mentions = document.mentions;
  std::erase_if(mentions, [&](const Mention& m) {
    return wanted && m.begin == wanted->begin && m.end == wanted->end && m.place == wanted->place;
  });
  for (Mention& m : mentions) {
    if (m.kind == MentionKind::rejected || !overlap(m, correction)) continue;
    m.kind = MentionKind::rejected;
    m.rule = MentionRule::corrected;
    m.reason = RejectReason::corrected;
    m.confidence = 0;
  }
  if (wanted) mentions.push_back(*wanted);
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tie(a.begin, a.end, a.place) < std::tie(b.begin, b.end, b.place);
  });
  return true;
}

}  // namespace

std::vector<Correction> read_corrections(const std::filesystem::path& index) {
  const std::filesystem::path path = index / kCorrectionsFile;
  if (!std::filesystem::exists(path)) return {};
  const std::string content = read_file(path);
  TsvTable table(path.string(), content);
  const auto uid = table.column({"uid"}), begin = table.column({"start"}),
             end = table.column({"end"}), place = table.column({"place"}),
             surface = table.column({"surface"}), document = table.column({"document"}),
             made = table.column({"made"});
  std::vector<Correction> all;
  for (TsvRow row; table.next(row);) {
    const auto from = number(row.cell(begin)), to = number(row.cell(end));
    const std::string_view where = row.cell(place);
    if (!from || !to || *from >= *to || row.cell(uid).empty() || where.empty() ||
        row.cell(surface).empty())
      throw IndexError(path.string() + ":" + std::to_string(row.line) +
                       ": not a correction: uid, start, end, place (or none) and surface are "
                       "needed. Mend the line or remove it.");
    all.push_back({.uid = std::string(row.cell(uid)),
                   .begin = *from,
                   .end = *to,
                   .place = where == kNone ? "" : cell_value(where),
                   .surface = cell_value(row.cell(surface)),
                   .document = cell_value(row.cell(document)),
                   .made = std::string(row.cell(made))});
  }
  return all;
}

void write_corrections(const std::filesystem::path& index, std::span<const Correction> all) {
  std::string out(kCorrectionsHeader);
  for (const Correction& c : all) {
    out += c.uid + '\t' + std::to_string(c.begin) + '\t' + std::to_string(c.end) + '\t';
    put_cell(out, c.place.empty() ? kNone : std::string_view(c.place));
    out += '\t';
    put_cell(out, c.surface);
    out += '\t';
    put_cell(out, c.document);
    out += '\t' + c.made + '\n';
  }
  replace_file(index / kCorrectionsFile, out);
}

Corrections::Corrections(std::vector<Correction> all) : size_(all.size()) {
  for (Correction& correction : all) {
    std::vector<Correction>& of_document = by_uid_[correction.uid];
    of_document.push_back(std::move(correction));
  }
}

std::size_t Corrections::apply(AnalyzedDocument& document,
                               const CompiledGazetteer& gazetteer) const {
  const auto found = by_uid_.find(document.document.uid);
  if (found == by_uid_.end()) return 0;
  return static_cast<std::size_t>(
      std::count_if(found->second.begin(), found->second.end(),
                    [&](const Correction& c) { return apply_one(c, document, gazetteer); }));
}

NameNumber name_for(const CompiledGazetteer& gazetteer, PlaceNumber place,
                    std::string_view surface) {
  const std::string key = fold(surface);
  const auto [first, end] = gazetteer.names_of(place);
  for (NameNumber n = first; n < end; ++n)
    if (gazetteer.folded(n) == key) return n;
  return first;
}

}  // namespace byname
