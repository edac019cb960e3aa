import type { INodeType } from 'n8n-workflow';
import { BrightRiverApi } from '../../../credentials/BrightRiverApi.credentials';
import { SkyfishApi } from '../../../credentials/SkyfishApi.credentials';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import { SkyfishTrigger } from '../../../nodes/Skyfish/SkyfishTrigger.node';
import { prepared } from '../../../tools/n8n-engine/preparedNodeType';

/**
 * n8n runs the tools of most agents by the node's description alone. With this, all operations run so
 * (`npm run test:routing`): every test must hold either way.
 */
function asRun<T extends INodeType>(nodeType: T): T {
	if (process.env.OPERATIONS_RUN_BY === 'description') delete nodeType.customOperations;
	return prepared(nodeType);
}

/** The package's nodes as n8n has them after it loaded the package. */
export const nodeTypes = {
	brightRiver: asRun(new BrightRiver()),
	brightRiverTrigger: prepared(new BrightRiverTrigger()),
	skyfish: asRun(new Skyfish()),
	skyfishTrigger: prepared(new SkyfishTrigger()),
};

/** The package's credentials. */
export const credentialTypes = {
	brightRiverApi: new BrightRiverApi(),
	skyfishApi: new SkyfishApi(),
};

/** Both, for n8n's engine. */
export const installed = { nodeTypes, credentialTypes };
