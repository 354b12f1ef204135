import { webApp } from "@/server/app";
import { createCatalogRest } from "@/server/transports/rest/catalog-rest";

const rest = createCatalogRest(webApp);

const handle = (request: Request) => rest.handle(request);

export { handle as DELETE, handle as GET, handle as HEAD, handle as PATCH, handle as POST, handle as PUT };
