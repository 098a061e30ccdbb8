#include "indexer/readers/feed_elements.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kMostPrefixes = 100;

constexpr std::array<FeedName, 48> kFeedNames{{
    {"title", Means::title},
    {"dc:title", Means::title},
    {"media:title", Means::title},
    {"content:encoded", Means::content},
    {"content", Means::content},
    {"xhtml:body", Means::content},
    {"xhtml:div", Means::content},
    {"body", Means::content},
    {"fulltext", Means::content},
    {"fullitem", Means::content},
    {"summary", Means::summary},
    {"description", Means::summary},
    {"subtitle", Means::summary},
    {"abstract", Means::summary},
    {"tagline", Means::summary},
    {"dc:description", Means::summary},
    {"itunes:summary", Means::summary},
    {"media:group/media:description", Means::caption},
    {"media:content/media:description", Means::caption},
    {"media:description", Means::caption},
    {"dc:creator", Means::author},
    {"dc:author", Means::author},
    {"author/name", Means::author},
    {"author", Means::author},
    {"itunes:author", Means::author},
    {"managingeditor", Means::author},
    {"pubdate", Means::published},
    {"published", Means::published},
    {"dc:date", Means::published},
    {"dcterms:issued", Means::published},
    {"issued", Means::published},
    {"created", Means::published},
    {"dcterms:created", Means::published},
    {"date", Means::published},
    {"updated", Means::changed},
    {"modified", Means::changed},
    {"dcterms:modified", Means::changed},
    {"link", Means::url},
    {"guid", Means::permalink},
    {"id", Means::permalink},
    {"dc:language", Means::lang},
    {"language", Means::lang},
    {"category", Means::topic},
    {"dc:subject", Means::topic},
    {"source/title", Means::source},
    {"source", Means::source},
    {"dc:publisher", Means::source},
    {"publisher", Means::source},
}};

// Where a namespace may be written in several ways, a part of its name.
constexpr std::array<std::array<std::string_view, 2>, 14> kSpaces{{
    {"purl.org/dc/elements/", "dc"},
    {"purl.org/dc/terms", "dcterms"},
    {"purl.org/rss/1.0/modules/content", "content"},
    {"search.yahoo.com/mrss", "media"},
    {"itunes.com/dtds/podcast", "itunes"},
    {"www.w3.org/1999/xhtml", "xhtml"},
    {"www.w3.org/1999/02/22-rdf-syntax", "rdf"},
    {"www.w3.org/2005/atom", ""},
    {"purl.org/atom/ns", ""},
    {"purl.org/rss/1.0/modules/", "other"},
    {"purl.org/rss/1.0/", ""},
    {"backend.userland.com/rss", ""},
    {"netscape.com/rdf", ""},
    {"blogs.law.harvard.edu/tech/rss", ""},
}};

}  // namespace

const FeedName* means_of(std::string_view path) {
  const auto found = std::find_if(kFeedNames.begin(), kFeedNames.end(),
                                  [&](const FeedName& name) { return name.path == path; });
  return found == kFeedNames.end() ? nullptr : &*found;
}

void FeedNames::declare(std::string_view page, const HtmlToken& start) {
  for (const HtmlAttribute& a : start.attributes) {
    if (!a.name.starts_with("xmlns:") || prefixes_.size() >= kMostPrefixes) continue;
    const std::string space =
        ascii_lower(page.substr(a.begin, std::min<std::size_t>(a.end - a.begin, 200)));
    for (const auto& [part, prefix] : kSpaces) {
      if (space.find(part) == space.npos) continue;
      prefixes_[a.name.substr(6)] = prefix;
      break;
    }
  }
}

std::string FeedNames::canonical(std::string_view name) const {
  const std::size_t colon = name.find(':');
  if (colon == name.npos) return std::string(name);
  const auto found = prefixes_.find(std::string(name.substr(0, colon)));
  // Not declared, or in a namespace of no interest: as written.
  if (found == prefixes_.end()) return std::string(name);
  if (found->second.empty()) return std::string(name.substr(colon + 1));
  return found->second + std::string(name.substr(colon));
}

}  // namespace byname
