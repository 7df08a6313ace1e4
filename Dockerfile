# Builds from the locked packages, and runs as an ordinary user with one folder of its own: /data.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet restore src/ChildJourney.Api --locked-mode \
    && dotnet publish src/ChildJourney.Api -c Release --no-restore -o /program

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /program /program
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
WORKDIR /data
VOLUME /data
# An issuer of tokens has to be named too (Authentication__Authority, Authentication__Audience): without one the service refuses this address.
ENV ASPNETCORE_URLS=http://0.0.0.0:5080 \
    ASPNETCORE_HTTP_PORTS= \
    DOTNET_EnableDiagnostics=0
EXPOSE 5080
ENTRYPOINT ["dotnet", "/program/ChildJourney.Api.dll"]
