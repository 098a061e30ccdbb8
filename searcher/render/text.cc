#include "searcher/render/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace byname {
namespace {

std::string plural(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string date_of(const Date& date) {
  if (date.iso.empty()) return date.text;
  switch (date.kind) {
    case DateKind::none:
    case DateKind::stated:
      return date.iso;
    case DateKind::derived:
    case DateKind::relative:
    case DateKind::inferred:
      break;
  }
  return date.iso + "?";
}

// source · author · date · language · document
std::string origin(const Document& document) {
  std::string line;
  for (const std::string& piece :
       {document.source, document.author, date_of(document.date), document.lang, document.id}) {
    if (piece.empty()) continue;
    if (!line.empty()) line += " · ";
    line += piece;
  }
  return printable(line);
}

std::string highlighted(const Snippet& snippet, const Paint& paint) {
  std::string line;
  std::uint32_t from = 0;
  const auto piece = [&](std::uint32_t begin, std::uint32_t end) {
    return printable(std::string_view(snippet.text).substr(begin, end - begin));
  };
  for (const ByteRange& range : snippet.highlights) {
    line += piece(from, range.begin);
    line += paint.on() ? paint.mark(piece(range.begin, range.end))
                       : "[" + piece(range.begin, range.end) + "]";
    from = range.end;
  }
  line += piece(from, static_cast<std::uint32_t>(snippet.text.size()));
  return (snippet.cut_before ? "… " : "") + line + (snippet.cut_after ? " …" : "");
}

std::string places_line(const std::vector<PlaceHit>& places, const Paint& paint) {
  std::string line;
  for (const PlaceHit& place : places) {
    if (!place.asked) continue;
    if (!line.empty()) line += "; ";
    line += paint.place(place.name) + fmt::format(" ×{}", place.count);
    std::vector<std::pair<std::string, std::uint32_t>> names(place.names.begin(),
                                                             place.names.end());
    std::stable_sort(names.begin(), names.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    if (names.size() == 1 && names[0].first == place.name) continue;
    line += ": ";
    for (std::size_t i = 0; i < names.size(); ++i)
      line += fmt::format("{}{} {}", i > 0 ? ", " : "", names[i].first, names[i].second);
  }
  return line;
}

std::string match_line(const SearchAnswer& answer) {
  std::string line = plural(answer.total, "document");
  if (answer.clusters < answer.total) line += fmt::format(" ({} different)", answer.clusters);
  std::string detail;
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count == 0) return;
    detail += fmt::format("{}{} {}", detail.empty() ? "" : ", ", count, what);
  };
  if (answer.match.partial > 0 || answer.match.furniture > 0) {
    add(answer.match.full, "with everything");
    add(answer.match.partial, "with some of the words");
    add(answer.match.furniture, "only in page furniture");
  }
  return line + (detail.empty() ? "" : ": " + detail);
}

// How many forms, names and places stand in for what was typed.
std::string expansion_line(const SearchAnswer& answer) {
  std::size_t forms = 0;
  std::vector<std::string> places;
  for (const Expansion& e : answer.expansions) {
    if (e.kind == ExpansionKind::place)
      places.push_back(e.name.empty() ? e.form : e.name);
    else if (e.kind == ExpansionKind::stem || e.kind == ExpansionKind::sound)
      ++forms;
  }
  std::string line;
  if (!places.empty()) line += fmt::format("{} under all names", fmt::join(places, ", "));
  if (forms > 0) line += fmt::format("{}{}", line.empty() ? "" : "; ", plural(forms, "more form"));
  return line.empty() ? "" : line + " (searcher explain)";
}

}  // namespace

std::string search_text(const SearchAnswer& answer, const Paint& paint) {
  std::string out = match_line(answer);
  const std::string expansions = expansion_line(answer);
  if (!expansions.empty()) out += "; " + expansions;
  out = paint.faint(out) + "\n";
  for (std::size_t i = 0; i < answer.hits.size(); ++i) {
    const Hit& hit = answer.hits[i];
    const std::string& title = hit.document.title;
    out += fmt::format("\n{:>3}  {}\n", hit.rank,
                       paint.title(printable(title.empty() ? hit.document.id : title)));
    out += "     " + paint.faint(origin(hit.document)) + "\n";
    if (hit.kind == HitKind::furniture)
      out += "     " + paint.faint("only in page furniture") + "\n";
    if (!hit.missing.empty())
      out += "     " + paint.faint(fmt::format("without {}", fmt::join(hit.missing, ", "))) + "\n";
    for (const Snippet& snippet : hit.snippets) out += "     " + highlighted(snippet, paint) + "\n";
    const std::string places = places_line(hit.places, paint);
    if (!places.empty()) out += "     " + places + "\n";
    if (hit.copies > 0) {
      std::string line = fmt::format("{} {}", hit.copies, hit.copies == 1 ? "copy" : "copies");
      if (!hit.copied_by.empty())
        line += ": " + printable(fmt::format("{}", fmt::join(hit.copied_by, ", ")));
      out += "     " + paint.faint(line + " (--unfold)") + "\n";
    }
  }
  for (const Facet& facet : answer.facets) {
    out += "\n" + paint.title(facet.field) + "\n";
    for (const FacetValue& value : facet.values)
      out += fmt::format("{:>7}  {}\n", value.documents,
                         !value.name.empty()    ? value.name
                         : !value.value.empty() ? value.value
                                                : "(none)");
  }
  return out;
}

std::string explain_text(const SearchAnswer& answer, const Paint& paint) {
  std::string out = paint.title(answer.understood) + "\n";
  std::pair<std::uint32_t, std::uint32_t> last{1, 0};
  for (const Expansion& e : answer.expansions) {
    if (std::pair(e.begin, e.end) != last) {
      out += "\n" + paint.mark(answer.query.substr(e.begin, e.end - e.begin)) + "\n";
      last = {e.begin, e.end};
    }
    const std::string form = e.name.empty() ? e.form : fmt::format("{} ({})", e.name, e.form);
    out +=
        fmt::format("  {:<10}  {:<32}  {:>5.3g}  {}{}\n", name_of(e.kind), form, e.weight,
                    plural(e.documents, "document"), e.lang.empty() ? "" : ", read as " + e.lang);
  }
  out += "\n" + match_line(answer) +
         fmt::format("; match {}, generation {}\n", answer.match.mode, answer.generation);
  return out;
}

MentionLines::MentionLines(const Paint& paint, std::size_t width, bool show_place)
    : paint_(paint),
      context_(std::clamp<std::size_t>(width > 40 ? (width - 34) / 2 : 20, 20, 60)),
      show_place_(show_place) {}

std::string MentionLines::add(const MentionRecord& record) {
  std::string out;
  if (record.document->id != document_) {
    out += (document_.empty() ? "" : "\n") +
           paint_.title(printable(record.document->title.empty() ? record.document->id
                                                                 : record.document->title)) +
           "\n" + paint_.faint(origin(*record.document)) + "\n";
    document_ = record.document->id;
  }
  const std::string before = printable(record.before);
  const std::string_view left = last_columns(before, context_);
  const std::string surface = printable(record.surface);
  const std::string after = printable(record.after);
  std::string label;
  const auto add = [&](std::string_view piece) {
    if (!piece.empty()) label += (label.empty() ? "" : " ") + std::string(piece);
  };
  if (show_place_ || record.relation != Relation::self) add(record.place);
  if (record.mention.kind != MentionKind::name) add(name_of(record.mention.kind));
  if (record.mention.reason != RejectReason::none) add(name_of(record.mention.reason));
  if (record.mention.rule != MentionRule::listed) add(name_of(record.mention.rule));
  if (record.mention.part != Part::body) add(name_of(record.mention.part));
  if (record.mention.confidence < kDoubtful) add("doubtful");
  const std::size_t used = columns(surface);
  const std::string_view right =
      first_columns(after, context_ > used ? context_ + 10 - std::min<std::size_t>(used, 10) : 10);
  out += std::string(context_ - columns(left), ' ') + std::string(left) +
         (paint_.on() ? paint_.mark(surface) : "[" + surface + "]") + std::string(right);
  if (!label.empty()) out += "  " + paint_.faint("(" + label + ")");
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "\n";
}

std::string mentions_summary(const MentionsAnswer& answer, const Paint& paint) {
  std::string out = fmt::format("{} in {}", plural(answer.total, "mention"),
                                plural(answer.documents, "document"));
  if (answer.clusters < answer.documents) out += fmt::format(" ({} different)", answer.clusters);
  std::string places;
  for (const AskedPlace& place : answer.places) {
    if (place.mentions == 0 && place.relation != Relation::self) continue;
    places += fmt::format(
        "{}{} {}{}", places.empty() ? "" : ", ", place.name, place.mentions,
        place.relation == Relation::self ? "" : fmt::format(" ({})", name_of(place.relation)));
  }
  if (!places.empty()) out += ": " + places;
  if (answer.undated > 0)
    out += fmt::format("; {} left out for want of a date", plural(answer.undated, "document"));
  return paint.faint(out) + "\n";
}

std::string names_text(const NamesAnswer& answer, const Paint& paint) {
  std::string out;
  for (const PlaceNames& place : answer.places) {
    std::string about = place.place.type;
    if (!place.place.country.empty()) about += ", " + place.place.country;
    if (place.place.lat && place.place.lon)
      about += fmt::format(", {:.4f} {:.4f}", *place.place.lat, *place.place.lon);
    out += (out.empty() ? "" : "\n") + paint.title(place.name) +
           paint.faint(fmt::format("  {} ({})", place.place.id, about)) + "\n" +
           fmt::format("{} in {}\n", plural(place.mentions, "mention"),
                       plural(place.documents, "document"));
    std::size_t name_width = 8;
    std::size_t about_width = 8;
    const auto about_name = [](const NameUse& use) {
      std::string text = use.lang + " " + use.kind;
      if (!use.from_year.empty() || !use.to_year.empty())
        text += " " + use.from_year + "–" + use.to_year;
      return text;
    };
    for (const NameUse& use : place.names) {
      name_width = std::max(name_width, std::min<std::size_t>(columns(use.text), 32));
      about_width = std::max(about_width, std::min<std::size_t>(columns(about_name(use)), 28));
    }
    const auto padded = [](const std::string& text, std::size_t width) {
      const std::size_t used = columns(text);
      return text + std::string(used < width ? width - used : 0, ' ');
    };
    for (const NameUse& use : place.names) {
      std::string sources;
      for (const auto& [source, count] : use.by_source) {
        sources += fmt::format("{}{} {}", sources.empty() ? "" : ", ",
                               source.empty() ? "no source" : source, count);
      }
      const std::string since = use.first.empty()       ? ""
                                : use.first == use.last ? use.first
                                                        : use.first + " – " + use.last;
      std::string line =
          fmt::format("{:>6}  {}  {}  {}", use.mentions, padded(use.text, name_width),
                      padded(about_name(use), about_width), padded(since, 10));
      if (!sources.empty()) line += "  " + sources;
      while (line.back() == ' ') line.pop_back();
      out += (use.mentions == 0 ? paint.faint(line) : line) + "\n";
    }
  }
  return out;
}

std::string places_text(const std::vector<PlaceSummary>& places, const Paint& paint) {
  std::string out;
  for (const PlaceSummary& place : places) {
    out += fmt::format(
        "{:>7}  {}  {}\n", place.count.mentions, paint.title(place.name),
        paint.faint(fmt::format("{} ({}{}{}) in {}", place.place.id, place.place.type,
                                place.place.country.empty() ? "" : ", ", place.place.country,
                                plural(place.count.documents, "document"))));
  }
  return out;
}

std::string resolved_text(const std::string& query, const std::vector<Resolved>& places,
                          const CompiledGazetteer& gazetteer, const std::string& lang,
                          const Paint& paint) {
  if (places.empty()) return query + ": no such place\n";
  std::string out;
  for (const Resolved& resolved : places) {
    const Place place = gazetteer.place(resolved.place);
    const Name name = gazetteer.name(resolved.name);
    // A name that was added by hand may have neither language nor kind.
    const bool both = !name.lang.empty() && !name.kind.empty();
    const bool either = !name.lang.empty() || !name.kind.empty();
    out += fmt::format(
        "{}  {}\n", paint.title(gazetteer.shown_name(resolved.place, lang)),
        paint.faint(fmt::format("{} ({}{}{}): {}, {}{}{}{}{} {:.2f}", place.id, place.type,
                                place.country.empty() ? "" : ", ", place.country, name.text,
                                name.lang, both ? " " : "", name.kind, either ? ", " : "",
                                name_of(resolved.rule), resolved.confidence / 1000.0)));
  }
  return out;
}

std::string shown_text(const ShownDocument& shown, const Paint& paint) {
  const Document& document = shown.document;
  std::string out = paint.faint(origin(document)) + "\n\n";
  const std::string_view text = document.text;
  std::uint32_t from = 0;
  const auto piece = [&](std::uint32_t begin, std::uint32_t end) {
    std::string result;
    // Line by line, so that the line ends survive printable().
    for (std::string_view rest = text.substr(begin, end - begin); !rest.empty();) {
      const std::size_t line_end = rest.find('\n');
      result += printable(rest.substr(0, line_end));
      if (line_end == std::string_view::npos) break;
      result += '\n';
      rest.remove_prefix(line_end + 1);
    }
    return result;
  };
  for (const Mark& mark : shown.marks) {
    if (mark.range.begin < from) continue;
    out += piece(from, mark.range.begin);
    const std::string surface = piece(mark.range.begin, mark.range.end);
    out += paint.on() ? paint.mark(surface) : "[[" + surface + "]]";
    from = mark.range.end;
  }
  out += piece(from, static_cast<std::uint32_t>(text.size()));
  if (out.back() != '\n') out += '\n';
  return out;
}

std::string warning_text(const std::string& query, const Warning& warning) {
  std::string out = "searcher: " + warning.text + "\n";
  if (warning.end > warning.begin && warning.end <= query.size()) {
    const std::string_view text = query;
    out += "  " + printable(text) + "\n  " +
           std::string(columns(text.substr(0, warning.begin)), ' ') +
           std::string(std::max<std::size_t>(
                           1, columns(text.substr(warning.begin, warning.end - warning.begin))),
                       '^') +
           "\n";
  }
  return out;
}

}  // namespace byname
