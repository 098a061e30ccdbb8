#!/usr/bin/env python3
"""Writes what bench_indexer_extract reads: pages like those of news sites, a WARC of them, JSON Lines.

    bench/pages.py FOLDER [PAGES]        page-000.html ... (some 80 KB each), pages.warc,
                                         named.jsonl and plain.jsonl (with and without `lang`)
    bench_indexer_extract FOLDER/*

Same folder, same bytes: the words are drawn with a fixed seed. A page has scripts, styles, menus,
teasers, comments and 8 to 20 KB of article; every third is Russian. Records have 3 KB of text.
"""
import json
import os
import random
import sys

ENGLISH = '''the of and to in a is that for it was on with as be by at from has have this which had not are
 but or an they their were said minister road bridge border region water village people agreement city
 report council market school hospital president talks south river mountain statement foreign ministry
 residents returned homes reconstruction completed Shusha Lachin Yerevan Baku Tbilisi Goris'''.split()
RUSSIAN = '''и в на с по что был не из для от до под над при к как это его она они было мы вы также все
 дорога мост правительство министр заявил сегодня вода регион граница деревня люди соглашение мир
 город отчёт совет рынок цена школа выборы столица север река гора армия Шуша Лачин Ереван'''.split()


def sentence(words):
    text = ' '.join(random.choice(words) for _ in range(random.randint(8, 22)))
    return text[0].upper() + text[1:] + '.'


def paragraph(words):
    return ' '.join(sentence(words) for _ in range(random.randint(3, 6)))


def page(number, words):
    title = sentence(words)[:70]
    day = number % 28 + 1
    facts = json.dumps({'@type': 'NewsArticle', 'headline': title,
                        'datePublished': f'2023-02-{day:02}T10:15:00+04:00'})
    script = ''.join(f'var a{i}=function(e,t){{return e.call(this,t||{i * 7})}};' for i in range(300))
    style = ''.join(f'.c-{i}{{margin:0 {i}px;color:#{i * 4099:06x}}}' for i in range(200))
    menu = ''.join(f'<li class="menu-item"><a href="/section/{i}/">{random.choice(words)} '
                   f'{random.choice(words)}</a></li>' for i in range(60))
    teasers = ''.join(f'<div class="card related__item"><a href="/news/{i}"><img src="/{i}.jpg" '
                      f'alt=""><h3>{sentence(words)[:60]}</h3></a><span class="time">{i % 24:02}:30'
                      '</span></div>' for i in range(40))
    article = ''.join(f'<p>{paragraph(words)} <a href="/tag/{i}">{random.choice(words)}</a> &mdash; '
                      f'{sentence(words)}</p>\n' for i in range(random.randint(12, 30)))
    comments = ''.join(f'<div class="comment"><b>user{i}</b><p>{sentence(words)}</p></div>'
                       for i in range(15))
    return f'''<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title} - News</title>
<script type="application/ld+json">{facts}</script><style>{style}</style><script>{script}</script></head>
<body><header><nav class="main-nav"><ul>{menu}</ul></nav></header>
<main><article class="article"><h1>{title}</h1><time datetime="2023-02-{day:02}">{day} February 2023</time>
{article}<div class="share"><a href="#">Facebook</a></div></article>
<aside class="sidebar"><h2>Read also</h2>{teasers}</aside></main>
<section class="comments">{comments}</section>
<footer><ul>{menu}</ul><p>© 2023 News. All rights reserved.</p></footer><script>{script}</script></body></html>
'''.encode()


def record(body, number):
    answer = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' + body
    return (b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/%d\r\n'
            b'WARC-Date: 2023-02-02T10:00:00Z\r\nContent-Type: application/http\r\n'
            b'Content-Length: %d\r\n\r\n' % (number, len(answer)) + answer + b'\r\n\r\n')


def main():
    folder = sys.argv[1]
    pages = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    random.seed(1)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'pages.warc'), 'wb') as warc:
        for number in range(pages):
            body = page(number, ENGLISH if number % 3 else RUSSIAN)
            with open(os.path.join(folder, f'page-{number:03}.html'), 'wb') as out:
                out.write(body)
            warc.write(record(body, number))
    with open(os.path.join(folder, 'named.jsonl'), 'w') as named, \
            open(os.path.join(folder, 'plain.jsonl'), 'w') as plain:
        for number in range(pages * 30):
            words = ENGLISH if number % 3 else RUSSIAN
            fields = {'id': str(number), 'title': sentence(words)[:60],
                      'text': '\n\n'.join(paragraph(words) for _ in range(random.randint(3, 8))),
                      'url': f'http://news.example/{number}', 'date': f'2023-02-{number % 28 + 1:02}'}
            plain.write(json.dumps(fields, ensure_ascii=False) + '\n')
            fields['lang'] = 'en' if number % 3 else 'ru'
            named.write(json.dumps(fields, ensure_ascii=False) + '\n')


if __name__ == '__main__':
    main()
