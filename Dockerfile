# The program in an image: not root, nothing writable but /data (and /tmp in memory). Built from a clone, and only from what
# .dockerignore lets in:   docker build -t tipline .
FROM python:3.12-slim AS packages
COPY requirements-run.lock /
RUN python -m venv /opt/tipline \
 && /opt/tipline/bin/python -m pip install --no-cache-dir --require-hashes --requirement /requirements-run.lock \
 && /opt/tipline/bin/python -m compileall -q /opt/tipline

FROM python:3.12-slim
RUN groupadd --system --gid 10001 tipline \
 && useradd --system --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin tipline \
 && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=packages /opt/tipline /opt/tipline
WORKDIR /app
COPY bot bot
COPY handlers handlers
COPY storage storage
COPY locales locales
RUN /opt/tipline/bin/python -m compileall -q /app
ENV PATH=/opt/tipline/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp \
    TIPLINE_HOME=/data
USER 10001:10001
VOLUME /data
EXPOSE 8080 8090
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/ready', timeout=5)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
