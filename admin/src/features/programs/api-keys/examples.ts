/** How what was just made is used, as commands for a shell. The values hold no quotes. */
export const curlWithKey = (key: string, url: string) => `curl -H 'Authorization: Bearer ${key}' '${url}'`;

export const curlForToken = ({
  clientId,
  clientSecret,
  tokenUrl,
}: {
  clientId: string;
  clientSecret: string;
  tokenUrl: string;
}) => `curl -u '${clientId}:${clientSecret}' -d grant_type=client_credentials '${tokenUrl}'`;
