// What the fields of a record are usually called, in JSON and in tables: all in lower case,
// the likelier first.
#pragma once

#include <array>
#include <string_view>

namespace byname {

inline constexpr std::array<std::string_view, 8> kIdNames{"id",   "_id",    "uid",   "guid",
                                                          "uuid", "doc_id", "docid", "document_id"};
inline constexpr std::array<std::string_view, 4> kTitleNames{"title", "headline", "name",
                                                             "subject"};
inline constexpr std::array<std::string_view, 10> kTextNames{
    "text",      "body",         "content", "contents", "fulltext",
    "full_text", "content_text", "article", "maintext", "message"};
inline constexpr std::array<std::string_view, 2> kShortNames{"description", "summary"};
inline constexpr std::array<std::string_view, 5> kHtmlNames{"html", "content_html", "body_html",
                                                            "html_content", "contenthtml"};
inline constexpr std::array<std::string_view, 8> kSourceNames{
    "source", "site", "publisher", "outlet", "site_name", "sitename", "channel", "subreddit"};
inline constexpr std::array<std::string_view, 8> kUrlNames{
    "url",        "link", "permalink",   "canonical_url",
    "source_url", "uri",  "webpage_url", "permalink_url"};
inline constexpr std::array<std::string_view, 7> kAuthorNames{"author",  "authors", "by",  "byline",
                                                              "creator", "user",    "from"};
inline constexpr std::array<std::string_view, 18> kDateNames{
    "date",          "published", "date_published", "datepublished", "published_at",
    "publish_date",  "pubdate",   "created_at",     "created",       "datetime",
    "timestamp",     "time",      "created_time",   "timestamp_ms",  "updated",
    "date_modified", "modified",  "updated_at"};
inline constexpr std::array<std::string_view, 7> kUpdatedNames{
    "updated",    "date_modified", "datemodified", "modified",
    "updated_at", "modified_at",   "last_modified"};
inline constexpr std::array<std::string_view, 2> kLangNames{"lang", "language"};
inline constexpr std::array<std::string_view, 3> kRetrievedNames{"retrieved", "crawled_at",
                                                                 "fetched_at"};

}  // namespace byname
