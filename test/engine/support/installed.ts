import type { INodeType } from 'n8n-workflow';
import { BrightRiverApi } from '../../../credentials/BrightRiverApi.credentials';
import { SkyfishApi } from '../../../credentials/SkyfishApi.credentials';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import { SkyfishTrigger } from '../../../nodes/Skyfish/SkyfishTrigger.node';
import { prepared } from '../../../tools/n8n-engine/preparedNodeType';

/** A node that n8n has nothing but its description to run by, as it runs the tools of most agents. */
export function preparedByDescription<T extends INodeType>(nodeType: T): T {
	delete nodeType.customOperations;
	return prepared(nodeType);
}

/** `npm run test:routing` lets all operations run so: every test must hold either way. */
const preparedAsRun =
	process.env.OPERATIONS_RUN_BY === 'description' ? preparedByDescription : prepared;

/** The package's nodes as n8n has them after it loaded the package. */
export const nodeTypes = {
	brightRiver: preparedAsRun(new BrightRiver()),
	brightRiverTrigger: prepared(new BrightRiverTrigger()),
	skyfish: preparedAsRun(new Skyfish()),
	skyfishTrigger: prepared(new SkyfishTrigger()),
};

/** The package's credentials. */
export const credentialTypes = {
	brightRiverApi: new BrightRiverApi(),
	skyfishApi: new SkyfishApi(),
};

/** Both, for n8n's engine. */
export const installed = { nodeTypes, credentialTypes };
