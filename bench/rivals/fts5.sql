PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
.mode ascii
.import articles.ascii articles
INSERT INTO articles(articles) VALUES('optimize');
