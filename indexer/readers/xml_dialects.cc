#include "indexer/readers/xml_dialects.h"

#include <algorithm>
#include <array>

namespace byname {
namespace {

constexpr std::array<std::string_view, 57> kInline{
    {"a",         "abbr", "acronym",  "b",        "bold",      "c",         "citetitle",
     "corr",      "del",  "em",       "emphasis", "ex",        "expan",     "ext-link",
     "firstterm", "font", "foreign",  "forename", "g",         "geogname",  "gloss",
     "hi",        "i",    "ins",      "italic",   "literal",   "mentioned", "orgname",
     "orig",      "pc",   "persname", "phrase",   "placename", "q",         "quote",
     "r",         "ref",  "rolename", "rs",       "s",         "sc",        "seg",
     "sic",       "span", "strong",   "sub",      "sup",       "supplied",  "surname",
     "t",         "u",    "ulink",    "unclear",  "underline", "virtloc",   "w",
     "xref"}};
// Elsewhere they are fields of data.
constexpr std::array<std::string_view, 19> kInlineOfText{
    {"add", "chron", "city", "code", "country", "event", "link", "location", "measure", "money",
     "name", "num", "org", "person", "reg", "region", "state", "style", "term"}};

const std::vector<XmlDialect>& dialects() {
  static const std::vector<XmlDialect> all{
      {.root = "fictionbook",
       .document = {"fictionbook/body/section"},
       .title = {"title-info/book-title", "section/title"},
       .author = {"title-info/author"},
       .date = {"title-info/date", "publish-info/year"},
       .lang = {"title-info/lang"},
       .source = {"publish-info/publisher"},
       .furniture = {"fictionbook/description"},
       .text = {"title-info/annotation"},
       .dropped = {"fictionbook/binary", "fictionbook/stylesheet", "description/document-info",
                   "description/src-title-info", "description/custom-info", "author/id",
                   "author/email", "author/home-page", "author/nickname", "title-info/genre",
                   "title-info/translator"}},
      {.root = "nitf",
       .title = {"hedline/hl1", "head/title"},
       .author = {"byline/person", "body.head/byline", "author"},
       .date = {"docdata/date.issue", "dateline/story.date", "docdata/date.release"},
       .lang = {},
       .source = {"body.head/distributor", "docdata/doc.copyright"},
       .furniture = {"nitf/head", "body.head/distributor", "body.head/rights", "body.end"},
       .dropped = {"media/media-reference", "media/media-metadata"}},
      {.root = "newsml",
       .document = {"newsml/newsitem"},
       .title = {"newslines/headline", "hedline/hl1", "head/title"},
       .author = {"newslines/byline", "byline/person", "author"},
       .date = {"newsmanagement/firstcreated", "identification/newsidentifier/dateid"},
       .updated = {"newsmanagement/thisrevisioncreated"},
       .source = {"newslines/creditline", "administrativemetadata/provider"},
       .furniture = {"newsml/newsenvelope", "newsitem/identification", "newsitem/newsmanagement",
                     "administrativemetadata", "descriptivemetadata", "rightsmetadata",
                     "newslines/copyrightline", "newslines/creditline", "nitf/head"}},
      {.root = "newsitem",
       .title = {"contentmeta/headline", "hedline/hl1", "head/title"},
       .author = {"contentmeta/by", "contentmeta/creator/name", "byline"},
       .date = {"contentmeta/contentcreated", "itemmeta/firstcreated", "itemmeta/versioncreated"},
       .updated = {"contentmeta/contentmodified"},
       .source = {"itemmeta/provider/name", "contentmeta/infosource/name"},
       .furniture = {"newsitem/rightsinfo", "newsitem/catalogref", "newsitem/itemmeta",
                     "contentmeta/subject", "newsitem/assert", "nitf/head", "html/head"}},
      {.root = "newsmessage",
       .document = {"itemset/newsitem"},
       .title = {"contentmeta/headline", "hedline/hl1", "head/title"},
       .author = {"contentmeta/by", "contentmeta/creator/name", "byline"},
       .date = {"contentmeta/contentcreated", "itemmeta/firstcreated", "itemmeta/versioncreated"},
       .updated = {"contentmeta/contentmodified"},
       .source = {"itemmeta/provider/name", "contentmeta/infosource/name"},
       .furniture = {"newsmessage/header", "newsitem/rightsinfo", "newsitem/itemmeta",
                     "contentmeta/subject", "newsitem/assert", "nitf/head", "html/head"}},
      {.root = "tei",
       .title = {"titlestmt/title"},
       .author = {"titlestmt/author"},
       .date = {"creation/date", "sourcedesc/bibl/date", "publicationstmt/date"},
       .lang = {},
       .source = {"publicationstmt/publisher"},
       .furniture = {"tei/teiheader"}},
      {.root = "article",  // JATS and DocBook
       .title = {"title-group/article-title", "article/info/title", "articleinfo/title",
                 "article/title"},
       .author = {"contrib-group/contrib/name", "info/author", "articleinfo/author"},
       .date = {"info/pubdate", "articleinfo/pubdate", "article/info/date", "articleinfo/date"},
       .source = {"journal-title-group/journal-title", "journal-meta/journal-title"},
       .furniture = {"front/journal-meta", "article-meta/permissions", "article-meta/pub-date",
                     "article-meta/history", "back/ref-list", "article-meta/article-id"},
       .dropped = {}},
      {.root = "",
       .title = {"title", "headline", "head", "heading"},
       .author = {"author", "creator", "byline"},
       .date = {"date", "pubdate", "published", "created", "datepublished"},
       .updated = {"modified", "updated"},
       .lang = {"language", "lang"},
       .source = {"publisher", "source"},
       .url = {"permalink"}},
  };
  return all;
}

}  // namespace

const XmlDialect& xml_dialect(std::string_view root) {
  for (const XmlDialect& dialect : dialects())
    if (dialect.root == root) return dialect;
  return dialects().back();
}

bool path_ends(std::string_view path, std::string_view rule) {
  return path.ends_with(rule) &&
         (path.size() == rule.size() || path[path.size() - rule.size() - 1] == '/');
}

bool is_inline_xml(std::string_view name, const XmlDialect& dialect) {
  return std::binary_search(kInline.begin(), kInline.end(), name) ||
         (!dialect.root.empty() &&
          std::binary_search(kInlineOfText.begin(), kInlineOfText.end(), name));
}

}  // namespace byname
