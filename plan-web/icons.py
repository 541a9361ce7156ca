#!/usr/bin/env python3
"""Makes src/main/resources/static/fonts/icons.woff2 and css/icons.css: of Tabler Icons, only what the sources name.

Run in this folder after the first use of an icon, with fonttools and brotli installed and the webjar downloaded by the build. StylesTest says when.
"""
import pathlib
import re
import subprocess
import tempfile
import zipfile

VERSION = re.search(r"tabler__icons-webfont</artifactId>\s*<version>([^<]+)", pathlib.Path("pom.xml").read_text()).group(1)
REPOSITORY = pathlib.Path.home() / ".m2/repository/org/webjars/npm/tabler__icons-webfont"
DIST = f"META-INF/resources/webjars/tabler__icons-webfont/{VERSION}/dist"
STATIC = pathlib.Path("src/main/resources/static")

jar = zipfile.ZipFile(REPOSITORY / VERSION / f"tabler__icons-webfont-{VERSION}.jar")
points = dict(re.findall(r"\.ti-([a-z0-9-]+):before\{content:\"\\([0-9a-f]+)\"", jar.read(f"{DIST}/tabler-icons.min.css").decode()))

# A name stands as ti-name, or by itself between quotes where a class or a script hands it on.
named = set()
for source in pathlib.Path("src/main").rglob("*"):
    if source.suffix in {".html", ".js", ".java", ".css"} and source.name != "icons.css":
        text = source.read_text()
        named.update(re.findall(r"\bti-([a-z0-9-]+)", text))
        named.update(re.findall(r"[\"']([a-z][a-z0-9-]*)[\"']", text))
names = sorted(named & points.keys())

with tempfile.NamedTemporaryFile(suffix=".ttf") as font:
    font.write(jar.read(f"{DIST}/fonts/tabler-icons.ttf"))
    font.flush()
    subprocess.run(
        ["pyftsubset", font.name, "--unicodes=" + ",".join(points[name] for name in names), "--flavor=woff2", "--no-hinting",
         f"--output-file={STATIC}/fonts/icons.woff2"], check=True)

rules = "".join(f'.ti-{name}::before {{ content: "\\{points[name]}"; }}\n' for name in names)
(STATIC / "css/icons.css").write_text(f"""/* Tabler Icons {VERSION}, under the MIT licence (fonts/icons.txt), the ones in use. Made by icons.py. */
@font-face {{ font-family: "tabler-icons"; font-style: normal; font-weight: 400; font-display: block; src: url("../fonts/icons.woff2") format("woff2"); }}
.ti {{ font-family: "tabler-icons" !important; font-style: normal; font-weight: 400; font-variant: normal; text-transform: none; line-height: 1; -webkit-font-smoothing: antialiased; }}
{rules}""")
print(len(names), "icons")
